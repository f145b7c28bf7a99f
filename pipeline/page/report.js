'use strict';
/* The page itself: header, contents, the choice of brand and theme, paper. */

const main = document.getElementById('main'), chooser = document.getElementById('brand'), themeButton = document.getElementById('theme');
const shown = sections.filter(section => there(section.report));
const drawing = new Map();

/* Puts a section into the page; its gist, {text}, is what the summary says of it. */
const render = (section, brand) => {
	const root = document.getElementById(section.id);
	const { nodes, draws, gist } = section.render(brand);
	root.replaceChildren(element('h2', { id: `${section.id}-title` }, say(`${section.id}.title`)), element('p', { class: 'question' }, say(`${section.id}.question`)), ...nodes.filter(Boolean));
	drawing.set(section.id, draws);
	for (const act of draws) act();
	return { id: section.id, text: (gist || []).filter(Boolean).join(' ') };
};
/* What a reader wants to know first, a line for each section that has an answer. */
const summarise = gists => document.getElementById('summary').replaceChildren(
	element('h2', { id: 'summary-title' }, say('summary.title', { brand: chooser.value || say('page.all') })),
	element('dl', { class: 'gists' }, ...gists.filter(gist => gist.text).map(gist => element('div', {}, element('dt', {}, element('a', { href: `#${gist.id}` }, say(`${gist.id}.title`))), element('dd', {}, gist.text)))));
const redraw = () => {
	dress();
	for (const draws of drawing.values()) for (const act of draws) act();
};
const choose = () => {
	for (const [name, chart] of charts) {
		chart.destroy();
		charts.delete(name);
	}
	summarise(shown.map(section => render(section, chooser.value)));
};

/* ---- header and footer ---- */

const heading = () => {
	const brands = rowsOf('brands'), measures = Object.fromEntries(rowsOf('quality').map(row => [row.measure, num(row.value)]));
	const first = brands.map(row => row.first_seen).filter(Boolean).sort()[0], last = brands.map(row => row.last_seen).filter(Boolean).sort().pop();
	document.getElementById('lead').textContent = first ? say('page.lead', { posts: formats.whole.format(measures.posts ?? manifest.posts ?? 0), brands: count('page.brands', reports.brands.total), from: formats.instantLong.format(new Date(first)), to: formats.instantLong.format(new Date(last)) }) : say('page.empty');
	const facts = [
		['posts', measures.posts, 'whole', 'figure.posts'],
		['named', measures.posts - measures.posts_without_brand, 'whole', 'figure.named'],
		['mentions', sum(brands, 'posts'), 'whole', 'figure.mentions'],
		['duplicates', measures.duplicates, 'whole', 'figure.duplicates'],
	].filter(([, value]) => !isNaN(value) && value !== undefined);
	document.getElementById('figures').replaceChildren(...facts.map(([, value, kind, key]) => element('div', {}, element('dt', {}, say(key)), explain(element('dd', { tabindex: '0' }, write(kind, value)), { text: say(`${key}.mean`) }))));
};
const colophon = () => {
	const left = [...new Set([...sections.map(section => section.report), 'bursts'])].filter(name => !there(name) && name !== 'trust');
	const files = [...resources.values()].map(resource => {
		const name = resource.path && resource.path[0];
		return element('li', {}, element('a', { href: name }, name), ' ', has(`purpose.${resource.name}`) ? say(`purpose.${resource.name}`) : element('span', { lang: 'en' }, resource.description || ''));
	});
	document.getElementById('colophon').replaceChildren(
		element('h2', {}, say('files.title')), element('p', {}, say('files.note', { zone })), files.length ? element('ul', { class: 'files' }, ...files) : '',
		left.length ? element('p', { class: 'left-out' }, say('files.left', { reports: listed(left.map(name => `${name}.csv`)) })) : '',
		element('p', { class: 'made' }, say('files.made', { program: manifest.program || 'Omtale' })));
};

/* ---- theme ---- */

const system = window.matchMedia('(prefers-color-scheme: dark)');
const isDark = () => (document.documentElement.dataset.theme ? document.documentElement.dataset.theme === 'dark' : system.matches);
const theme = () => {
	themeButton.setAttribute('aria-pressed', String(isDark()));
	redraw();
};
themeButton.addEventListener('click', () => {
	document.documentElement.dataset.theme = isDark() ? 'light' : 'dark';
	theme();
});
system.addEventListener('change', theme);

/* On paper: light, and everything at once. */
let before = '';
window.addEventListener('beforeprint', () => {
	before = document.documentElement.dataset.theme || '';
	document.documentElement.dataset.theme = 'light';
	redraw();
});
window.addEventListener('afterprint', () => {
	if (before) document.documentElement.dataset.theme = before;
	else delete document.documentElement.dataset.theme;
	redraw();
});

/* ---- contents: where the reader is ---- */

const follow = () => {
	const links = new Map([...document.querySelectorAll('#contents a')].map(link => [link.hash.slice(1), link]));
	const seen = new Set();
	const watch = new IntersectionObserver(changes => {
		for (const { target, isIntersecting } of changes) seen[isIntersecting ? 'add' : 'delete'](target.id);
		const here = shown.find(section => seen.has(section.id));
		for (const [id, link] of links) link.toggleAttribute('aria-current', !!here && id === here.id);
	}, { rootMargin: '-20% 0px -60% 0px' });
	for (const id of links.keys()) watch.observe(document.getElementById(id));
};

/* ---- begin ---- */

const begin = () => {
	const brands = rowsOf('brands').map(row => row.brand);
	chooser.replaceChildren(element('option', { value: '' }, say('page.every')), ...brands.map(brand => element('option', { value: brand }, brand)));
	const strongest = greatest(rowsOf('bursts'), burst => num(burst.weight) || 0);
	chooser.value = (strongest && brands.includes(strongest.brand) ? strongest.brand : brands[0]) || '';
	themeButton.setAttribute('aria-pressed', String(isDark()));
	main.append(element('section', { id: 'summary', 'aria-labelledby': 'summary-title' }), ...shown.map(section => element('section', { id: section.id, 'aria-labelledby': `${section.id}-title` })));
	document.querySelector('#contents ol').replaceChildren(...shown.map(section => element('li', {}, element('a', { href: `#${section.id}` }, say(`${section.id}.title`)))));
	heading();
	dress();
	choose();
	colophon();
	tips();
	follow();
	chooser.addEventListener('change', choose);
};
begin();
