'use strict';
/* What the page shows, a section each: {id, report, render(brand) -> {nodes, draws, gist}}, gist being the sentences for the summary. Nodes are put into the page before draws are called. */

const finding = text => (text ? element('p', { class: 'finding' }, text) : null);
const note = text => element('p', { class: 'note' }, text);
/* `column` is what the chart shows: its meaning is told with the title. */
const figure = (title, plot, report, column) => {
	const told = column && meaning(report, column);
	return element('figure', {}, element('figcaption', {}, explain(element('span', told ? { class: 'told', tabindex: '0' } : {}, title), told)), plot);
};
const tones = (rows, brand) => rows.map(row => colour(brand && row.brand !== brand ? 'soft' : 'accent'));
const rem = n => Math.max(6, 2.2 + n * 1.75);

/* One of the charts that lie, made twice over: its holder and how it is drawn. */
const plotted = (name, alternative, height, config) => {
	const holder = canvas(name, alternative, height);
	return { holder, draw: () => draw(holder, config()) };
};

/* ---- brands ---- */

const brandsSection = brand => {
	const rows = rowsOf('brands'), names = rows.map(row => row.brand), first = rows[0];
	const columns = ['brand', 'posts', 'authors', 'share_of_voice', 'net_sentiment', 'net_low', 'net_high', 'positive', 'negative', 'trust_net', 'wishes', 'complaints', 'questions', 'praise', 'reach', 'duplicates'];
	const above = rows.filter(row => num(row.net_low) > 0).map(row => row.brand), below = rows.filter(row => num(row.net_high) < 0).map(row => row.brand);
	const counts = row => ({ brand: row.brand, share: write('percent', row.share_of_voice), posts: count('posts', num(row.posts)), authors: count('people', num(row.authors)) });
	const mine = rows.find(row => row.brand === brand);
	const mood_of = row => (num(row.net_low) > 0 ? 'above' : num(row.net_high) < 0 ? 'below' : row.net_low ? 'even' : 'few');
	const findings = !first ? [] : [
		mine ? say(`brands.mine.${mood_of(mine)}`, counts(mine)) : '',
		mine !== first ? say('brands.most', counts(first)) : '',
		above.length ? say('brands.above', { brands: listed(above) }) : '',
		below.length ? say('brands.below', { brands: listed(below) }) : '',
	];
	const voice = plotted('brands-voice', say('brands.voice.alt', { finding: findings[0] || findings[1] || '' }), rem(rows.length), () =>
		bars(names, rows.map(row => num(row.share_of_voice)), { kind: 'percent', min: 0, colours: tones(rows, brand), tooltip: i => `${write('percent', rows[i].share_of_voice)} · ${count('posts', num(rows[i].posts))}` }));
	const mood = plotted('brands-mood', say('brands.mood.alt', { finding: findings.slice(2).join(' ') }), rem(rows.length), () =>
		intervals(names, rows.map(row => num(row.net_sentiment)), rows.map(row => num(row.net_low)), rows.map(row => num(row.net_high)), {
			kind: 'signed', min: -1, max: 1, radii: rows.map(row => (brand && row.brand !== brand ? 4.5 : 6)),
			colours: rows.map(row => colour(num(row.net_low) > 0 ? 'positive' : num(row.net_high) < 0 ? 'negative' : 'neutral')),
			tooltip: i => say('brands.interval', { net: signed(rows[i].net_sentiment), low: signed(rows[i].net_low), high: signed(rows[i].net_high) }) }));
	const table = makeTable({ report: 'brands', caption: say('brands.title'), columns, rows, size: 50 });
	return {
		nodes: [...findings.map(finding), element('div', { class: 'pair' }, figure(say('brands.voice'), voice.holder, 'brands', 'share_of_voice'), figure(say('brands.mood'), mood.holder, 'brands', 'net_sentiment')), note(say('brands.note')), ...actions('brands', columns, table)],
		draws: [voice.draw, mood.draw],
		gist: mine ? [findings[0]] : findings,
	};
};

/* ---- timeline and bursts ---- */

/* The brand's days; of all brands together: posts added up, with nothing to expect. */
const daysOf = brand => {
	if (brand) return of(rowsOf('timeline'), brand);
	return [...grouped(rowsOf('timeline'), 'date')].sort(([a], [b]) => (a < b ? -1 : 1)).map(([date, rows]) =>
		({ brand: '', date, posts: sum(rows, 'posts'), positive: sum(rows, 'positive'), negative: sum(rows, 'negative'), expected: '', burst: '0' }));
};
const timelineConfig = (days, inBurst, setters) => ({
	type: 'bar',
	data: { labels: days.map(day => day.date), datasets: [
		{ type: 'line', label: say('timeline.posts'), data: days.map(day => num(day.posts)), borderColor: colour('accent'), backgroundColor: colour('accent'), borderWidth: 1.75, pointRadius: 0, pointHoverRadius: 4, pointStyle: 'line', tension: .25, cubicInterpolationMode: 'monotone', order: 0 },
		{ type: 'line', label: say('timeline.expected'), data: days.map(day => num(day.expected)), borderColor: colour('muted'), backgroundColor: colour('muted'), borderWidth: 1.25, borderDash: [4, 3], pointRadius: 0, pointHoverRadius: 0, pointStyle: 'line', order: 1 },
		{ type: 'bar', label: say('timeline.burst'), data: days.map(day => (inBurst(day) ? 1 : null)), backgroundColor: colour('burst'), pointStyle: 'rect', yAxisID: 'marks', barPercentage: 1, categoryPercentage: 1, order: 2 },
	] },
	options: {
		interaction: { mode: 'index', intersect: false },
		scales: {
			x: { grid: { display: false }, ticks: { ...ticks('text', { maxTicksLimit: narrow() ? 4 : 9 }), callback: i => formats.day.format(new Date(days[i].date)) } },
			y: { ...linesOf('whole'), beginAtZero: true },
			marks: { display: false, min: 0, max: 1 },
		},
		plugins: {
			legend: { display: true, align: 'start', labels: { usePointStyle: true, pointStyleWidth: 22, boxHeight: 9, padding: 14, filter: entry => entry.datasetIndex === 0 || days.some(entry.datasetIndex === 1 ? day => day.expected !== '' : inBurst) } },
			tooltip: { filter: at => at.datasetIndex < 2 && !isNaN(at.parsed.y), callbacks: { title: at => (at.length ? formats.long.format(new Date(at[0].label)) : ''), label: at => `${at.dataset.label}: ${formats.short.format(at.parsed.y)}` } },
		},
	},
	plugins: [setters],
});
/* Who set a burst off, written beside its band: right of it where there is room, else left. */
const setOffBy = (days, bursts, named) => ({
	id: 'setters',
	afterDatasetsDraw({ ctx, chartArea, scales }) {
		ctx.save();
		ctx.font = `600 ${Chart.defaults.font.size}px ${Chart.defaults.font.family}`;
		ctx.fillStyle = colour('ink');
		ctx.textBaseline = 'top';
		bursts.forEach((burst, i) => {
			const from = days.findIndex(day => day.date >= burst.start), until = days.findIndex(day => day.date >= burst.end), text = named(burst);
			if (!text || from < 0) return;
			const end = scales.x.getPixelForValue(until < 0 ? days.length - 1 : until) + 10, right = end + ctx.measureText(text).width < chartArea.right;
			ctx.textAlign = right ? 'left' : 'right';
			ctx.fillText(text, right ? end : scales.x.getPixelForValue(from) - 10, chartArea.top + 6 + 17 * i);
		});
		ctx.restore();
	},
});
const names = text => (text || '').split(/[;|] ?/).filter(Boolean);
const burstFinding = burst => {
	const parts = [say('timeline.strongest', { brand: burst.brand, period: period(burst.start, burst.end), posts: count('posts', num(burst.posts)), ratio: write('short', burst.ratio) })];
	if (names(burst.authors).length) parts.push(say('timeline.setoff', { author: names(burst.authors)[0] }));
	if (names(burst.terms).length) parts.push(say('timeline.terms', { terms: listed(names(burst.terms).map(readable)) }));
	return parts.join(' ');
};
const timelineSection = brand => {
	const days = daysOf(brand), bursts = of(rowsOf('bursts'), brand), peak = greatest(days, day => num(day.posts)), strongest = greatest(bursts, burst => num(burst.weight) || 0);
	const marked = there('bursts') ? (brand ? bursts : sorted(bursts, 'weight', 'number', true).slice(0, 3)) : null;
	const inBurst = day => (marked ? marked.some(burst => burst.start <= day.date && day.date <= burst.end) : day.burst === '1');
	const findings = [
		peak ? say(num(peak.expected) > 0 ? 'timeline.peak' : 'timeline.peak.bare', { brand: brand || say('page.all'), date: formats.long.format(new Date(peak.date)), posts: count('posts', num(peak.posts)), expected: write('short', peak.expected) }) : '',
		strongest ? burstFinding(strongest) : '',
	];
	const line = plotted('timeline', findings.join(' '), 17, () =>
		timelineConfig(days, inBurst, setOffBy(days, sorted(marked || [], 'weight', 'number', true).slice(0, 3), burst => [brand ? '' : burst.brand, names(burst.authors)[0]].filter(Boolean).join(': '))));
	const columns = ['date', ...(brand ? [] : ['brand']), 'posts', 'authors', 'positive', 'negative', 'net_sentiment', 'trust_net', 'expected', 'surprise', 'burst'];
	const table = makeTable({ report: 'timeline', caption: say('timeline.title'), columns, rows: of(rowsOf('timeline'), brand), kinds: { burst: 'whole' } });
	const burstColumns = ['start', 'end', ...(brand ? [] : ['brand']), 'posts', 'expected', 'ratio', 'net_before', 'net_sentiment', 'terms', 'authors'];
	const burstTable = there('bursts') && bursts.length ? makeTable({ report: 'bursts', caption: say('bursts.title'), columns: burstColumns, rows: bursts, sort: 'weight', down: true, size: 8,
		shown: { terms: row => names(row.terms).map(readable).join(', '), authors: row => names(row.authors).join(', ') } }) : null;
	return {
		nodes: [...findings.map(finding), figure(say('timeline.caption', { brand: brand || say('page.all') }), line.holder, 'timeline', 'posts'), ...actions('timeline', columns, table),
			burstTable ? element('h3', {}, say('bursts.title')) : null, burstTable, burstTable ? element('div', { class: 'actions' }, ...fileActions('bursts', ['brand', ...burstColumns.filter(column => column !== 'brand')], () => burstTable.current)) : null],
		draws: [line.draw],
		gist: strongest ? [findings[1]] : findings,
	};
};

/* ---- whom to talk with ---- */

const authorsSection = brand => {
	const rows = of(rowsOf('authors'), brand), roles = [...new Set(rows.map(row => row.role))].filter(Boolean).sort(), first = rows.find(row => row.rank === '1' && (!brand || row.brand === brand));
	const columns = ['rank', 'author', ...(brand ? [] : ['brand']), 'why', 'role', 'brand_posts', 'focus', 'repliers', 'reposters', 'descendants', 'helped', 'net_sentiment', 'last_seen'];
	const helpers = rows.filter(row => row.role === 'helper').slice(0, 3).map(row => row.author);
	const firsts = rows.filter(row => row.rank === '1');
	const findings = !first ? [say('table.none')] : brand ? [
		say('authors.first', { brand, author: first.author, why: listed(whys(first.why)) }),
		rows.length > 1 ? say('authors.then', { authors: listed(rows.slice(1, 3).map(row => row.author)) }) : '',
		helpers.length ? say('authors.helpers', { authors: listed(helpers) }) : '',
	] : [say('authors.firsts', { authors: listed(firsts.slice(0, 6).map(row => `${row.author} (${row.brand})`)) }), say('authors.many', { n: write('whole', reports.authors.total) })];
	const table = makeTable({ report: 'authors', caption: say('authors.caption', { brand: brand || say('page.all') }), columns, rows, sort: 'rank', rowHeader: 'author', kinds: { last_seen: 'seen' },
		shown: { why: row => element('span', { class: 'why' }, whys(row.why).join(' · ')), role: row => element('span', { class: `role ${row.role.replace(/[^a-z]/g, '')}` }, has(`role.${row.role}`) ? say(`role.${row.role}`) : row.role) } });
	const search = element('input', { type: 'search', id: 'author-search', autocomplete: 'off', spellcheck: 'false' });
	const role = element('select', { id: 'author-role' }, element('option', { value: '' }, say('authors.anyrole')), ...roles.map(name => element('option', { value: name }, has(`role.${name}`) ? say(`role.${name}`) : name)));
	const filter = () => {
		const sought = search.value.trim().toLowerCase();
		table.update(rows.filter(row => (!role.value || row.role === role.value) && (!sought || row.author.toLowerCase().includes(sought))));
	};
	search.addEventListener('input', filter);
	role.addEventListener('change', filter);
	return {
		nodes: [
			...findings.map(finding),
			element('div', { class: 'filters' }, element('label', { for: 'author-search' }, element('span', {}, say('authors.search')), search), element('label', { for: 'author-role' }, element('span', {}, label('role')), role)),
			table, element('div', { class: 'actions' }, ...fileActions('authors', reports.authors.columns, () => table.current)), note(say('authors.note')),
		],
		draws: [],
		gist: first ? findings.slice(0, brand ? 2 : 1) : [],
	};
};

/* ---- cascades ---- */

const cascadeFacts = row => say('cascades.facts', { posts: count('posts', num(row.posts)), authors: count('people', num(row.authors)), positive: write('whole', row.positive), negative: write('whole', row.negative), half: write('duration', row.seconds_to_half) });
const cascadesSection = brand => {
	const rows = sorted(of(rowsOf('cascades'), brand), 'posts', 'whole', true), trees = reports.trees || {}, first = rows[0];
	const shown = rows.filter(row => trees[row.root_id] && trees[row.root_id].posts.length > 1).slice(0, 6);
	const drawn = shown.map((row, i) => ({ row, plot: plotted(`cascade-${i}`, `${say('cascades.tree.alt', { author: row.author || say('someone') })} ${cascadeFacts(row)}`, null, () => treeChart(trees[row.root_id].posts, i === 0 ? 60 : 22)) }));
	const columns = ['author', 'brand', 'channel', 'start', 'posts', 'authors', 'depth', 'breadth', 'virality', 'seconds_to_half', 'positive', 'negative', 'net_sentiment', 'turned'];
	const table = makeTable({ report: 'cascades', caption: say('cascades.title'), columns, rows, sort: 'posts', down: true });
	const findings = !first ? [say('cascades.none')] : [
		say(first.channel ? 'cascades.largest' : 'cascades.largest.bare', { author: first.author || say('someone'), date: formats.instantLong.format(new Date(first.start)), channel: first.channel, posts: count('posts', num(first.posts)), authors: count('people', num(first.authors)), negative: write('whole', first.negative), positive: write('whole', first.positive) }),
		num(first.seconds_to_half) >= 0 ? say('cascades.half', { half: write('duration', first.seconds_to_half), depth: write('whole', first.depth) }) : '',
	];
	const key = element('p', { class: 'key' }, ...['positive', 'negative', 'mixed', 'neutral'].map(name => element('span', { class: name }, say(`polarity.${name}`))));
	return {
		nodes: [
			...findings.map(finding),
			drawn.length ? key : null,
			element('div', { class: 'trees' }, ...drawn.map(({ row, plot }) => element('figure', {}, plot.holder, element('figcaption', {}, element('strong', {}, row.author || say('someone')), ` ${brand ? '' : `${row.brand} · `}${row.channel} · ${write('instant', row.start)}`, element('br'), cascadeFacts(row))))),
			drawn.length ? note(say('cascades.note')) : null, ...actions('cascades', columns, table),
		],
		draws: drawn.map(({ plot }) => plot.draw),
		gist: first ? [findings[0]] : [],
	};
};

/* ---- relations ---- */

/* Over a brand's channels: ties added up; host_share as the mean, weighted by what the brand wrote there. */
const relationOf = (brand, rows) => {
	const among = sum(rows, 'customer_to_customer'), across = sum(rows, 'customer_to_brand') + sum(rows, 'brand_to_customer');
	const hosted = rows.filter(row => row.host_share !== '' && num(row.posts_by_brand) > 0), weight = sum(hosted, 'posts_by_brand');
	return { brand, among, across, by_brand: sum(rows, 'posts_by_brand'), ei: among + across >= 5 ? (across - among) / (across + among) : NaN, host: weight ? hosted.reduce((total, row) => total + num(row.host_share) * num(row.posts_by_brand), 0) / weight : NaN };
};
const relationsSection = brand => {
	const all = [...grouped(rowsOf('relations'), 'brand')].filter(([name]) => name).map(([name, rows]) => relationOf(name, rows));
	const ties = all.filter(row => !isNaN(row.ei)).sort((a, b) => a.ei - b.ei), hosts = all.filter(row => !isNaN(row.host)).sort((a, b) => b.host - a.host);
	const among = ties.filter(row => row.ei < 0).map(row => row.brand), open = hosts.filter(row => row.host >= .7).map(row => row.brand), push = hosts.filter(row => row.host <= .3).map(row => row.brand);
	const mine = all.find(row => row.brand === brand);
	const findings = mine ? [
		isNaN(mine.host) ? '' : say(`relations.mine.${mine.host >= .7 ? 'host' : mine.host <= .3 ? 'push' : 'between'}`, { brand, share: write('percent', mine.host) }),
		!mine.ei ? '' : say(`relations.mine.${mine.ei < 0 ? 'among' : 'across'}`, { among: write('whole', mine.among), across: write('whole', mine.across) }),
	] : [among.length ? say('relations.among', { brands: listed(among) }) : ties.length ? say('relations.noneamong') : '', open.length ? say('relations.hosts', { brands: listed(open) }) : '', push.length ? say('relations.pushers', { brands: listed(push) }) : ''];
	const some = ties.length + hosts.length > 0;
	const tie = plotted('relations-ties', `${say('relations.ties')}. ${findings.join(' ')}`, rem(ties.length), () => bars(ties.map(row => row.brand), ties.map(row => row.ei), { kind: 'signed', min: -1, max: 1, colours: ties.map(row => colour(brand && row.brand !== brand ? 'soft' : row.ei < 0 ? 'second' : 'accent')), tooltip: i => say('relations.tip', { ei: signed(ties[i].ei), among: write('whole', ties[i].among), across: write('whole', ties[i].across) }) }));
	const host = plotted('relations-host', `${say('relations.host')}. ${findings.join(' ')}`, rem(hosts.length), () => bars(hosts.map(row => row.brand), hosts.map(row => row.host), { kind: 'percent', min: 0, max: 1, colours: tones(hosts, brand), tooltip: i => `${write('percent', hosts[i].host)} · ${count('relations.posts', hosts[i].by_brand)}` }));
	const columns = ['brand', 'channel', 'customers', 'posts_by_customers', 'posts_by_brand', 'threads', 'threads_by_customers', 'customer_to_customer', 'customer_to_brand', 'brand_to_customer', 'ei_index', 'questions', 'answered_by_brand', 'answered_by_customers', 'median_answer_seconds', 'host_share'];
	const table = makeTable({ report: 'relations', caption: say('relations.title'), columns, rows: of(rowsOf('relations'), brand), sort: 'posts_by_customers', down: true });
	return {
		nodes: [...findings.map(finding), some ? element('div', { class: ties.length && hosts.length ? 'pair' : '' }, ties.length ? figure(say('relations.ties'), tie.holder, 'relations', 'ei_index') : null, hosts.length ? figure(say('relations.host'), host.holder, 'relations', 'host_share') : null) : finding(say('relations.few')), some ? note(say('relations.note')) : null, ...actions('relations', columns, table)],
		draws: [...(ties.length ? [tie.draw] : []), ...(hosts.length ? [host.draw] : [])],
		gist: findings,
	};
};

/* ---- channels ---- */

const channelsSection = brand => {
	const rows = sorted(rowsOf('channels').filter(row => row.brand === brand), 'posts', 'whole', true), shown = rows.slice(0, 12), active = shown.filter(row => row.active_share !== ''), first = rows[0];
	const findings = !first ? [] : [
		say('channels.most', { channel: first.channel, posts: count('posts', num(first.posts)), authors: count('people', num(first.authors)) }) + (first.active_share !== '' ? ` ${say('channels.active', { share: write('percent', first.active_share), members: write('whole', first.members) })}` : ''),
		first.top10_share ? say('channels.tenth', { channel: first.channel, share: write('percent', first.top10_share) }) : '',
	];
	const posts = plotted('channels-posts', findings.join(' '), rem(shown.length), () => bars(shown.map(row => row.channel), shown.map(row => num(row.posts)), { min: 0, colours: colour('accent'), tooltip: i => `${count('posts', num(shown[i].posts))} · ${count('people', num(shown[i].authors))}` }));
	const share = plotted('channels-active', findings[0] || '', rem(active.length), () => bars(active.map(row => row.channel), active.map(row => num(row.active_share)), { kind: 'percent', min: 0, colours: colour('second'), tooltip: i => say('channels.active', { share: write('percent', active[i].active_share), members: write('whole', active[i].members) }) }));
	const columns = ['channel', 'members', 'authors', 'active_share', 'posts', 'posts_per_author', 'gini', 'top1_share', 'top10_share', 'new_authors', 'returning_authors', 'net_sentiment', 'trust_net'];
	const table = makeTable({ report: 'channels', caption: say('channels.title'), columns, rows, sort: 'posts', down: true });
	return {
		nodes: [...findings.map(finding), element('div', { class: active.length ? 'pair' : '' }, figure(say('channels.posts'), posts.holder, 'channels', 'posts'), active.length ? figure(say('channels.members'), share.holder, 'channels', 'active_share') : null), active.length ? null : note(say('channels.nomembers')), ...actions('channels', ['channel', 'brand', ...columns.slice(1)], table)],
		draws: [posts.draw, ...(active.length ? [share.draw] : [])],
	};
};

/* ---- wishes ---- */

const wishesSection = brand => {
	const all = rowsOf('wishes'), rows = of(all, brand), asked = rows.filter(row => num(row.posts) > 0);
	const plans = [...grouped(all.filter(row => row.planned), 'planned')].map(([plan, some]) => ({ plan, posts: sum(of(some, brand), 'posts'), mine: !brand || some.some(row => row.brand === brand || row.brand === '') })).filter(row => row.mine).sort((a, b) => b.posts - a.posts);
	const free = sameTerm(asked.filter(row => !row.planned)).slice(0, 8), empty = plans.filter(row => row.posts === 0).map(row => readable(row.plan)), met = plans[0] && plans[0].posts > 0 ? plans[0] : null;
	const findings = [
		met ? count('wishes.met', met.posts, { plan: readable(met.plan) }) : '',
		empty.length ? say('wishes.empty', { plans: listed(empty) }) : '',
		free.length ? count(plans.length ? 'wishes.free' : 'wishes.any', sum(asked.filter(row => !row.planned), 'posts'), { term: readable(free[0].term) }) : say(plans.length ? 'wishes.none' : 'wishes.nothing'),
	];
	const planned = plotted('wishes-plans', findings.slice(0, 2).join(' '), rem(plans.length), () => bars(plans.map(row => readable(row.plan)), plans.map(row => row.posts), { min: 0, colours: colour('accent'), tooltip: i => count('posts', plans[i].posts) }));
	const wished = plotted('wishes-free', findings[2], rem(free.length), () => bars(free.map(row => readable(row.term)), free.map(row => row.posts), { min: 0, colours: colour('second'), tooltip: i => [count('posts', free[i].posts), free[i].brand, ...free[i].langs.map(lang => say(`lang.${lang}`))].join(' · ') }));
	const isMet = plans.some(row => row.posts > 0);
	const columns = ['term', 'brand', 'kind', 'lang', 'posts', 'authors', 'planned', 'example_id'];
	const table = makeTable({ report: 'wishes', caption: say('wishes.title'), columns, rows, sort: 'posts', down: true, shown: { term: row => readable(row.term), kind: row => (has(`kind.${row.kind}`) ? say(`kind.${row.kind}`) : row.kind), lang: row => (has(`lang.${row.lang}`) ? say(`lang.${row.lang}`) : row.lang), planned: row => readable(row.planned) } });
	return {
		nodes: [...findings.map(finding), element('div', { class: isMet && free.length ? 'pair' : '' }, isMet ? figure(say('wishes.plans'), planned.holder, 'wishes', 'planned') : null, free.length ? figure(say('wishes.unplanned'), wished.holder, 'wishes', 'term') : null), plans.length ? null : note(say('wishes.noplans')), ...actions('wishes', columns, table)],
		draws: [...(isMet ? [planned.draw] : []), ...(free.length ? [wished.draw] : [])],
		gist: asked.length ? findings : [],
	};
};

/* ---- themes ---- */

const themeKey = (side, brand) => (side === 'brand' && !brand ? 'themes.each' : `themes.${side}`);
const sides = { brand: 'accent', positive: 'positive', negative: 'negative' };
const themesSection = brand => {
	const rows = of(rowsOf('themes'), brand);
	const best = Object.keys(sides).map(side => ({ side, rows: sorted(rows.filter(row => row.side === side), 'log_odds', 'number', true).slice(0, 8) })).filter(part => part.rows.length);
	const named = part => termLabels(part.rows).map((term, i) => (brand ? term : `${term} (${part.rows[i].brand})`));
	/* Chosen by how sure they are, shown by how many use them. */
	const charted = best.map(({ side, rows }) => ({ side, rows: sorted(rows, 'authors', 'whole', true) }));
	const plots = charted.map(part => ({ side: part.side, plot: plotted(`themes-${part.side}`, say(themeKey(part.side, brand), { brand: brand || say('page.all'), terms: listed(named(part)) }), rem(part.rows.length), () =>
		bars(named(part), part.rows.map(row => num(row.authors)), { min: 0, colours: colour(sides[part.side]), tooltip: i => say('themes.tip', { authors: count('people', num(part.rows[i].authors)), expected: write('short', part.rows[i].expected), lang: say(`lang.${part.rows[i].lang}`) }) })) }));
	const columns = ['term', 'brand', 'lang', 'side', 'posts', 'authors', 'expected', 'g2', 'log_odds', 'net_sentiment'];
	const table = makeTable({ report: 'themes', caption: say('themes.title'), columns, rows, sort: 'log_odds', down: true, shown: { side: row => (has(`side.${row.side}`) ? say(`side.${row.side}`) : row.side), lang: row => (has(`lang.${row.lang}`) ? say(`lang.${row.lang}`) : row.lang) } });
	return {
		nodes: [...best.map(part => finding(say(themeKey(part.side, brand), { brand: brand || say('page.all'), terms: listed(named({ rows: part.rows.slice(0, 5) })) }))), best.length ? null : finding(say('table.none')),
			element('div', { class: 'three' }, ...plots.map(({ side, plot }) => figure(say(`side.${side}`), plot.holder, 'themes', 'side'))), ...actions('themes', columns, table)],
		draws: plots.map(({ plot }) => plot.draw),
		gist: best.filter(part => part.side !== 'brand').map(part => say(themeKey(part.side, brand), { terms: listed(named({ rows: part.rows.slice(0, 5) })) })),
	};
};

/* ---- trust ---- */

/* The week at which trust turned most surely: the split with the largest G² of trust against distrust, when that is 10.83 or more (p < 0.001). */
const turnOf = weeks => {
	const xlogx = x => (x > 0 ? x * Math.log(x) : 0);
	let best = null;
	for (let i = 1; i < weeks.length; i++) {
		const a = sum(weeks.slice(0, i), 'trust'), b = sum(weeks.slice(0, i), 'distrust'), c = sum(weeks.slice(i), 'trust'), d = sum(weeks.slice(i), 'distrust');
		const g2 = 2 * (xlogx(a) + xlogx(b) + xlogx(c) + xlogx(d) - xlogx(a + b) - xlogx(c + d) - xlogx(a + c) - xlogx(b + d) + xlogx(a + b + c + d));
		if (g2 >= 10.83 && (!best || g2 > best.g2)) best = { g2, week: weeks[i].week, a, before: a + b, c, after: c + d };
	}
	return best;
};
const weeksOf = brand => {
	const rows = [...grouped(of(rowsOf('trust'), brand), 'week')].map(([week, some]) => ({ week, trust: sum(some, 'trust'), distrust: sum(some, 'distrust') })).sort((a, b) => (a.week < b.week ? -1 : 1));
	const whole = [];
	for (let at = rows.length ? Date.parse(rows[0].week) : 0, i = 0; i < rows.length; at += 7 * 864e5) {
		const week = new Date(at).toISOString().slice(0, 10);
		whole.push(rows[i].week === week ? rows[i] : { week, trust: 0, distrust: 0 });
		if (rows[i].week <= week) i++;
	}
	return whole;
};
const trustSection = brand => {
	const weeks = weeksOf(brand), turn = turnOf(weeks), trust = sum(weeks, 'trust'), total = trust + sum(weeks, 'distrust');
	const findings = [total ? count('trust.of', total, { brand: brand || say('page.all'), trust: write('whole', trust) }) : say('trust.none'),
		turn ? say('trust.turn', { date: formats.long.format(new Date(turn.week)), a: write('whole', turn.a), before: write('whole', turn.before), c: write('whole', turn.c), after: write('whole', turn.after) }) : ''];
	const stack = plotted('trust', findings.join(' '), 13, () => ({
		type: 'bar',
		data: { labels: weeks.map(week => week.week), datasets: [
			{ label: label('trust'), data: weeks.map(week => week.trust), pointStyle: 'rect', backgroundColor: colour('positive'), borderRadius: 2, stack: 'one' },
			{ label: label('distrust'), data: weeks.map(week => -week.distrust), backgroundColor: colour('negative'), borderRadius: 2, stack: 'one' },
		] },
		options: {
			interaction: { mode: 'index', intersect: false },
			scales: { x: { grid: { display: false }, ticks: { ...ticks('text', { maxTicksLimit: narrow() ? 4 : 9 }), callback: i => formats.day.format(new Date(weeks[i].week)) } }, y: { ...linesOf('whole'), ticks: { ...ticks('whole'), callback: value => (Number.isInteger(value) ? formats.whole.format(Math.abs(value)) : '') } } },
			plugins: { legend: { display: true, align: 'start', labels: { boxWidth: 10, boxHeight: 10, padding: 14 } }, tooltip: { callbacks: { title: at => say('trust.week', { date: formats.long.format(new Date(at[0].label)) }), label: at => `${at.dataset.label}: ${formats.whole.format(Math.abs(at.parsed.y))}` } } },
		},
	}));
	const columns = ['week', 'trust', 'distrust'];
	const table = makeTable({ report: 'trust', caption: say('trust.title'), columns, rows: weeks, kinds: { week: 'date', trust: 'whole', distrust: 'whole' } });
	return { nodes: [...findings.map(finding), ...(total ? [figure(say('trust.caption'), stack.holder, 'trust', 'trust'), ...actions('trust', columns, table, 'mentions.csv')] : [])], draws: total ? [stack.draw] : [], gist: total ? [findings[1] || findings[0]] : [] };
};

/* ---- how far the text was understood ---- */

const qualitySection = () => {
	const rows = rowsOf('quality'), value = Object.fromEntries(rows.map(row => [row.measure, num(row.value)])), posts = value.posts || 0;
	const langs = rows.filter(row => row.measure.startsWith('posts:')).map(row => ({ lang: row.measure.slice(6), posts: num(row.value) })).sort((a, b) => b.posts - a.posts);
	const ours = langs.filter(row => ['da', 'nb', 'nn', 'en'].includes(row.lang)).reduce((total, row) => total + row.posts, 0);
	const share = (part, whole) => write('percent', whole ? part / whole : 0);
	const findings = [
		say('quality.langs', { share: share(ours, posts), posts: write('whole', posts) }),
		say('quality.words', { unknown: share(value.unknown_words, value.tokens), corrected: share(value.corrected_words, value.tokens), tokens: write('whole', value.tokens) }),
		say('quality.brands', { without: share(value.posts_without_brand, posts), opinion: share(value.posts_without_opinion_words, posts) }),
	];
	const named = row => (has(`lang.${row.lang}`) ? say(`lang.${row.lang}`) : row.lang);
	const chart = plotted('quality', findings[0], rem(langs.length), () => bars(langs.map(named), langs.map(row => row.posts), { min: 0, colours: langs.map(row => colour(['da', 'nb', 'nn', 'en'].includes(row.lang) ? 'accent' : 'soft')), tooltip: i => `${count('posts', langs[i].posts)} · ${share(langs[i].posts, posts)}` }));
	const columns = ['measure', 'value'], table = makeTable({ report: 'quality', caption: say('quality.title'), columns, rows, size: 40, kinds: { measure: 'text', value: 'whole' }, shown: { measure: row => (row.measure.startsWith('posts:') ? `${label('posts')}: ${named({ lang: row.measure.slice(6) })}` : has(`measure.${row.measure}`) ? say(`measure.${row.measure}`) : readable(row.measure)) } });
	return { nodes: [...findings.map(finding), figure(say('quality.caption'), chart.holder), ...actions('quality', columns, table)], draws: [chart.draw] };
};

const sections = [
	{ id: 'brands', report: 'brands', render: brandsSection },
	{ id: 'timeline', report: 'timeline', render: timelineSection },
	{ id: 'authors', report: 'authors', render: authorsSection },
	{ id: 'cascades', report: 'cascades', render: cascadesSection },
	{ id: 'relations', report: 'relations', render: relationsSection },
	{ id: 'channels', report: 'channels', render: channelsSection },
	{ id: 'wishes', report: 'wishes', render: wishesSection },
	{ id: 'themes', report: 'themes', render: themesSection },
	{ id: 'trust', report: 'trust', render: trustSection },
	{ id: 'quality', report: 'quality', render: qualitySection },
];
