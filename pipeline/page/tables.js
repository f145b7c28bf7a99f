'use strict';
/* Tables that sort, filter and page, and what their numbers mean; CSV out of what is shown. */

const PAGE = 15;

/* Marks an element with what it means: shown when it is pointed at or has the focus. */
const explain = (target, told) => {
	if (told) {
		target.dataset.meaning = told.text;
		if (told.lang) target.dataset.meaningLang = told.lang;
	}
	return target;
};

const compare = (a, b, kind) => {
	if (['text', 'instant', 'seen', 'date'].includes(kind)) return a === b ? 0 : (a < b ? -1 : 1);
	return num(a) - num(b);
};

/* Rows in a column's order; what is empty comes last either way. */
const sorted = (rows, column, kind, down) =>
	rows.slice().sort((a, b) => {
		const one = a[column] ?? '', other = b[column] ?? '';
		if (one === '' || other === '') return (one === '') - (other === '');
		return (down ? -1 : 1) * compare(one, other, kind);
	});

const csvText = (columns, rows) => {
	const quoted = field => (/[",\n\r]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field);
	return [columns, ...rows.map(row => columns.map(column => String(row[column] ?? '')))].map(line => line.map(quoted).join(',')).join('\n') + '\n';
};
const download = (name, text) => {
	const link = element('a', { href: URL.createObjectURL(new Blob([text], { type: 'text/csv;charset=utf-8' })), download: name });
	document.body.append(link);
	link.click();
	link.remove();
	setTimeout(() => URL.revokeObjectURL(link.href), 10000);
};

/* {report, caption, columns, rows, sort, down, shown: {column: row => node or text}} -> an element with .table, .update(rows) */
const makeTable = spec => {
	const state = { rows: spec.rows, column: spec.sort || null, down: !!spec.down, page: 0, size: spec.size || PAGE };
	const kind = column => (spec.kinds && spec.kinds[column]) || kindOf(spec.report, column);
	const isNumber = column => !['text', 'instant', 'seen', 'date', 'guess'].includes(kind(column)) && !(spec.shown && spec.shown[column]);
	const head = element('tr'), body = element('tbody');
	const status = element('p', { class: 'pages-note', role: 'status' });
	const back = element('button', { type: 'button', class: 'quiet', onclick: () => turn(-1) }, say('table.back'));
	const on = element('button', { type: 'button', class: 'quiet', onclick: () => turn(1) }, say('table.next'));
	const pager = element('div', { class: 'pages' }, status, back, on);
	const table = element('table', {}, element('caption', {}, spec.caption), element('thead', {}, head), body);
	const turn = by => {
		state.page += by;
		fill();
	};
	for (const column of spec.columns) {
		const button = element('button', { type: 'button', class: 'sort', 'data-column': column, onclick: () => sortBy(column) }, label(column, spec.report));
		head.append(element('th', { scope: 'col', class: isNumber(column) ? 'n' : null }, explain(button, meaning(spec.report, column))));
	}
	const sortBy = column => {
		const first = isNumber(column) && column !== 'rank';
		state.down = state.column === column ? !state.down : first;
		state.column = column;
		state.page = 0;
		fill();
	};
	const rowHeader = spec.rowHeader || spec.columns[0];
	const cell = (row, column) => {
		const heads = column === rowHeader;
		const kindly = kind(column);
		const shown = spec.shown && spec.shown[column] ? spec.shown[column](row) : write(kindly, row[column]);
		const told = meaning(spec.report, column);
		const made = element(heads ? 'th' : 'td', { scope: heads ? 'row' : null, class: isNumber(column) ? 'n' : ['date', 'instant', 'seen'].includes(kindly) ? 't' : null }, shown === '' ? element('span', { class: 'none' }, '–') : shown);
		return explain(made, told && { ...told, text: `${label(column, spec.report)}: ${told.text}` });
	};
	const fill = () => {
		const rows = state.column ? sorted(state.rows, state.column, kind(state.column), state.down) : state.rows;
		const pages = Math.max(1, Math.ceil(rows.length / state.size));
		state.page = Math.min(Math.max(0, state.page), pages - 1);
		const from = state.page * state.size, some = rows.slice(from, from + state.size);
		for (const th of head.children) {
			const mine = th.firstChild.dataset.column === state.column;
			if (mine) th.setAttribute('aria-sort', state.down ? 'descending' : 'ascending');
			else th.removeAttribute('aria-sort');
		}
		body.replaceChildren(...some.map(row => element('tr', {}, ...spec.columns.map(column => cell(row, column)))));
		status.textContent = rows.length === 0 ? say('table.none') : say('table.rows', { from: formats.whole.format(from + 1), to: formats.whole.format(from + some.length), of: formats.whole.format(rows.length) });
		status.hidden = pages === 1 && rows.length > 0 && rows.length === spec.rows.length;
		back.hidden = on.hidden = pages === 1;
		back.disabled = state.page === 0;
		on.disabled = state.page === pages - 1;
		wrap.current = rows;
	};
	const scroll = element('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': spec.caption }, table);
	const wrap = element('div', { class: 'tabled' }, scroll, pager);
	wrap.update = rows => {
		state.rows = rows;
		state.page = 0;
		fill();
	};
	fill();
	return wrap;
};

/* The buttons below a chart: its table, its CSV, and where the whole report is. */
const actions = (report, columns, table, file = `${report}.csv`) => {
	const panel = element('div', { class: 'panel', hidden: true }, table);
	const toggle = element('button', { type: 'button', class: 'quiet', 'aria-expanded': 'false', onclick: () => {
		panel.hidden = !panel.hidden;
		toggle.setAttribute('aria-expanded', String(!panel.hidden));
		toggle.textContent = say(panel.hidden ? 'table.show' : 'table.hide');
	} }, say('table.show'));
	return [element('div', { class: 'actions' }, toggle, ...fileActions(report, columns, () => table.current, file)), panel];
};
const fileActions = (report, columns, rows, file = `${report}.csv`) => {
	const total = reports[report] ? reports[report].total : 0, shown = reports[report] ? reports[report].rows.length : 0;
	return [
		element('button', { type: 'button', class: 'quiet', onclick: () => download(file, csvText(columns, rows())) }, say('table.csv')),
		element('a', { href: file }, file),
		shown < total ? element('span', { class: 'rest' }, say('table.rest', { shown: formats.whole.format(shown), total: formats.whole.format(total), file })) : null,
	];
};

/* ---- meanings ---- */

/* One tip for the page. It stays while its element is pointed at or has the focus of the keyboard, until Escape (WCAG 2.2, 1.4.13), and follows a focused element
   when the page scrolls. A browser tells that the pointer is over something also when the page moved and the pointer did not; that points at nothing new. */
const tips = () => {
	const tip = document.getElementById('tip');
	let owner = null, focused = null, pointer = '';
	const place = () => {
		const box = owner.getBoundingClientRect(), size = tip.getBoundingClientRect();
		const left = Math.min(Math.max(8, box.left), document.documentElement.clientWidth - size.width - 8);
		const below = box.bottom + 6 + size.height < window.innerHeight;
		tip.style.left = `${Math.max(8, left)}px`;
		tip.style.top = `${below ? box.bottom + 6 : Math.max(8, box.top - size.height - 6)}px`;
	};
	const show = target => {
		if (target === owner) return;
		if (owner) owner.removeAttribute('aria-describedby');
		owner = target;
		tip.hidden = !target;
		if (!target) return;
		tip.textContent = target.dataset.meaning;
		tip.lang = target.dataset.meaningLang || words.lang;
		target.setAttribute('aria-describedby', 'tip');
		place();
	};
	const explained = event => (event.target instanceof Element ? event.target.closest('[data-meaning]') : null);
	document.addEventListener('pointerover', event => {
		const before = pointer;
		pointer = `${event.screenX} ${event.screenY}`;
		if (pointer !== before) show(explained(event) || focused);
	});
	document.addEventListener('focusin', event => {
		const target = explained(event);
		focused = target && target.matches(':focus-visible') ? target : null;
		show(target);
	});
	document.addEventListener('focusout', () => {
		if (owner && owner === focused) show(null);
		focused = null;
	});
	document.addEventListener('keydown', event => {
		if (event.key !== 'Escape') return;
		focused = null;
		show(null);
	});
	/* Also what scrolls within the page, as a wide table does: that event does not rise to the document, but it comes by on its way down. */
	document.addEventListener('scroll', () => {
		if (owner && owner === focused) place();
		else show(focused);
	}, { capture: true, passive: true });
};
