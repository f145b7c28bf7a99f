'use strict';
/* What the page knows: the reports' rows, the words of its language, what columns mean, and how numbers and dates are written. */

const embedded = id => {
	try {
		return JSON.parse(document.getElementById(id).textContent);
	} catch {
		return null;
	}
};
const words = embedded('words');
const reports = embedded('reports');
const manifest = embedded('manifest') || {};
const resources = new Map(((embedded('package') || {}).resources || []).map(resource => [resource.name, resource]));

/* The key's text, with {name} replaced; `say.count` picks the form that the number asks for. */
const say = (key, values = {}) => {
	const text = words[key];
	if (text === undefined) return key;
	return text.replace(/\{(\w+)\}/g, (all, name) => (name in values ? values[name] : all));
};
const has = key => words[key] !== undefined;

/* ---- numbers and dates ---- */

const locales = { en: ['en-GB'], da: ['da-DK'], nb: ['nb-NO', 'no-NO', 'da-DK'], nn: ['nn-NO', 'nb-NO', 'no-NO', 'da-DK'] }[words.lang] || ['en-GB'];
const zone = (() => {
	const chosen = ((manifest.options || []).find(option => option.name === 'zone') || {}).value || 'UTC';
	try {
		new Intl.DateTimeFormat(locales, { timeZone: chosen });
		return chosen;
	} catch {
		return 'UTC';
	}
})();
const plural = new Intl.PluralRules(locales);
const formats = {
	whole: new Intl.NumberFormat(locales, { maximumFractionDigits: 0 }),
	number: new Intl.NumberFormat(locales, { minimumFractionDigits: 2, maximumFractionDigits: 2 }),
	short: new Intl.NumberFormat(locales, { maximumFractionDigits: 1 }),
	percent: new Intl.NumberFormat(locales, { style: 'percent', minimumFractionDigits: 1, maximumFractionDigits: 1 }),
	axis: new Intl.NumberFormat(locales, { style: 'percent', maximumFractionDigits: 1 }),
	signed: new Intl.NumberFormat(locales, { minimumFractionDigits: 2, maximumFractionDigits: 2, signDisplay: 'exceptZero' }),
	date: new Intl.DateTimeFormat(locales, { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' }),
	day: new Intl.DateTimeFormat(locales, { day: 'numeric', month: 'short', timeZone: 'UTC' }),
	long: new Intl.DateTimeFormat(locales, { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' }),
	instant: new Intl.DateTimeFormat(locales, { day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit', timeZone: zone }),
	seen: new Intl.DateTimeFormat(locales, { day: 'numeric', month: 'short', year: 'numeric', timeZone: zone }),
	instantLong: new Intl.DateTimeFormat(locales, { day: 'numeric', month: 'long', year: 'numeric', timeZone: zone }),
	list: new Intl.ListFormat(locales, { type: 'conjunction' }),
};
const count = (key, n, values = {}) => say(has(`${key}.${plural.select(n)}`) ? `${key}.${plural.select(n)}` : `${key}.other`, { n: formats.whole.format(n), ...values });
const listed = names => formats.list.format(names);

const period = (start, end) => (start === end ? formats.long.format(new Date(start)) : formats.long.formatRange(new Date(start), new Date(end)));

const duration = seconds => {
	for (const [unit, length] of [['day', 86400], ['hour', 3600], ['minute', 60]])
		if (seconds >= 2 * length) return count(`time.${unit}`, Math.round(seconds / length));
	return count('time.second', Math.round(seconds));
};

const kinds = {
	percent: /^(share_of_|focus|active_share|top\d+_share|reciprocity|host_share|share$)/,
	signed: /^(net_|trust_net|ei_index|root_sentiment|trend)/,
	duration: /(^|_)seconds(_|$)/,
};
const shorter = /^(virality|ratio|weight|expected|posts_per_author|surprise|g2|log_odds)$/;

/* How a column is written and sorted: by what the data package says it is, and by its name. */
const kindOf = (report, column) => {
	for (const kind in kinds) if (kinds[kind].test(column)) return kind;
	if (shorter.test(column)) return 'short';
	const field = fieldOf(report, column);
	return { integer: 'whole', number: 'number', datetime: 'instant', date: 'date' }[field && field.type] || (field ? 'text' : 'guess');
};
const fieldOf = (report, column) => {
	const resource = resources.get(report);
	return resource && resource.schema && resource.schema.fields.find(field => field.name === column);
};
const write = (kind, value) => {
	if (value === '' || value === null || value === undefined) return '';
	if (kind === 'text') return value;
	if (kind === 'date') return /^\d{4}-\d\d-\d\d$/.test(value) ? formats.date.format(new Date(value)) : value;
	if (kind === 'instant' || kind === 'seen') return isNaN(Date.parse(value)) ? value : formats[kind].format(new Date(value));
	const number = Number(value);
	if (isNaN(number)) return value;
	if (kind === 'duration') return duration(number);
	if (kind === 'guess') return Number.isInteger(number) && Math.abs(number) < 1e15 ? formats.whole.format(number) : value;
	return formats[kind].format(number).replace('-', '−');
};
const signed = value => write('signed', value);

/* What a column is called and what it means, in the page's language where words.csv tells it; else in the data package's English. */
const label = (column, report = '') => (has(`col.${report}.${column}`) ? say(`col.${report}.${column}`) : has(`col.${column}`) ? say(`col.${column}`) : column.replaceAll('_', ' '));
const meaning = (report, column) => {
	for (const key of [`mean.${report}.${column}`, `mean.${column}`]) if (words[key]) return { text: say(key) };
	const field = fieldOf(report, column);
	return field && field.description ? { text: field.description, lang: 'en' } : null;
};

/* ---- rows ---- */

/* A report's rows as objects; [] when it is not there. Numbers stay text until they are asked for. */
const cache = new Map();
const rowsOf = name => {
	if (!cache.has(name)) {
		const report = reports[name];
		cache.set(name, report ? report.rows.map(row => Object.fromEntries(report.columns.map((column, i) => [column, row[i] ?? '']))) : []);
	}
	return cache.get(name);
};
const there = name => reports[name] !== undefined;
const num = value => (value === '' || value === undefined || value === null ? NaN : Number(value));
const sum = (rows, column) => rows.reduce((total, row) => total + (num(row[column]) || 0), 0);
const greatest = (rows, measure) => rows.reduce((best, row) => (best === null || measure(row) > measure(best) ? row : best), null);
const grouped = (rows, column) => {
	const groups = new Map();
	for (const row of rows) {
		if (!groups.has(row[column])) groups.set(row[column], []);
		groups.get(row[column]).push(row);
	}
	return groups;
};
const of = (rows, brand) => (brand ? rows.filter(row => row.brand === brand) : rows);
/* Rows of one brand with the same term, whatever its kind and language, as one: their posts added up, the most first. */
const sameTerm = rows => {
	const whole = [...grouped(rows, 'brand')].flatMap(([brand, mine]) => [...grouped(mine, 'term')].map(([term, some]) => ({ brand, term, langs: [...new Set(some.map(row => row.lang))], posts: sum(some, 'posts') })));
	return whole.sort((a, b) => b.posts - a.posts);
};
/* Terms as labels: those of two languages that look alike tell which they are. */
const termLabels = rows => rows.map(row => (rows.some(other => other !== row && other.term === row.term && other.lang !== row.lang) ? `${readable(row.term)} (${row.lang})` : readable(row.term)));
const readable = term => term.replaceAll('_', ' ');

/* The aggregate's English reasons (“5 people replied or reposted; 12 posts followed”) in the page's words. */
const reasons = [
	[/^(\d+) of (\d+) posts? on (.+)$/, m => say('why.focus', { n: formats.whole.format(m[1]), of: formats.whole.format(m[2]), brand: m[3] })],
	[/^(\d+) (?:person|people) replied or reposted$/, m => count('why.people', Number(m[1]))],
	[/^(\d+) posts? followed$/, m => count('why.followed', Number(m[1]))],
	[/^(\d+) posts? on (.+)$/, m => count('why.posts', Number(m[1]), { brand: m[2] })],
];
const whys = text =>
	text.split('; ').map(part => {
		for (const [pattern, written] of reasons) {
			const match = pattern.exec(part);
			if (match) return written(match);
		}
		return part;
	});

/* ---- the document ---- */

/* element('p', {class: 'finding'}, 'text', child): text is always text. */
const element = (name, attributes = {}, ...children) => {
	const made = document.createElement(name);
	for (const [key, value] of Object.entries(attributes)) {
		if (value === null || value === undefined || value === false) continue;
		if (key.startsWith('on')) made.addEventListener(key.slice(2), value);
		else made.setAttribute(key, value === true ? '' : value);
	}
	made.append(...children.filter(child => child !== null && child !== undefined));
	return made;
};
