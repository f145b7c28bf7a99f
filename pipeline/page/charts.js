'use strict';
/* Chart.js in the page's dress. A chart is drawn anew when the brand, the theme or the paper changes. */

const colour = name => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
const charts = new Map();

const dress = () => {
	Chart.defaults.animation = false;
	Chart.defaults.maintainAspectRatio = false;
	Chart.defaults.font.family = getComputedStyle(document.body).fontFamily;
	Chart.defaults.font.size = 12.5;
	Chart.defaults.color = colour('muted');
	Chart.defaults.borderColor = colour('line');
	Chart.defaults.plugins.legend.display = false;
	Object.assign(Chart.defaults.plugins.tooltip, {
		backgroundColor: colour('tip'), titleColor: colour('tip-ink'), bodyColor: colour('tip-ink'), padding: 10, cornerRadius: 6, displayColors: false, boxPadding: 4,
	});
};

/* A canvas with its text alternative; `height` in rem, or null where the style sheet says it. */
const canvas = (name, alternative, height) => {
	const made = element('canvas', { role: 'img', tabindex: '0', 'aria-label': `${alternative} ${say('page.keys')}`, 'data-chart': name });
	made.addEventListener('keydown', event => steer(name, event));
	made.addEventListener('blur', () => point(name, -1));
	return element('div', { class: 'plot', style: height && `height:${height}rem` }, made);
};
const draw = (holder, config) => {
	const at = holder.querySelector('canvas'), name = at.dataset.chart;
	if (charts.has(name)) charts.get(name).destroy();
	charts.set(name, new Chart(at, config));
};

/* By keyboard: the value that the tooltip shows, spoken too. -1: none. */
const pointed = new Map();
const point = (name, index) => {
	const chart = charts.get(name), spoken = document.getElementById('spoken');
	if (!chart) return;
	pointed.set(name, index);
	const sets = chart.options.interaction.mode === 'index' ? chart.data.datasets.map((set, i) => i) : [0];
	const active = index < 0 ? [] : sets.map(datasetIndex => ({ datasetIndex, index })).filter(({ datasetIndex }) => chart.isDatasetVisible(datasetIndex));
	chart.setActiveElements(active);
	chart.tooltip.setActiveElements(active, { x: 0, y: 0 });
	chart.update();
	spoken.textContent = index < 0 ? '' : [...chart.tooltip.title, ...chart.tooltip.body.flatMap(part => part.lines)].join(': ');
};
const steer = (name, event) => {
	const last = charts.get(name).data.datasets[0].data.length - 1, now = pointed.get(name) ?? -1;
	const to = { ArrowRight: now + 1, ArrowDown: now + 1, ArrowLeft: now - 1, ArrowUp: now - 1, Home: 0, End: last, Escape: -1 }[event.key];
	if (to === undefined || (now < 0 && event.key === 'Escape')) return;
	event.preventDefault();
	point(name, event.key === 'Escape' ? -1 : Math.min(Math.max(0, to), last));
};

const axisText = (kind, value) => (kind === 'percent' ? formats.axis.format(value) : write(kind, value));
const ticks = (kind, more = {}) => ({ callback: value => axisText(kind, value), precision: kind === 'whole' ? 0 : undefined, maxTicksLimit: 6, maxRotation: 0, autoSkipPadding: 16, ...more });
const linesOf = kind => ({ grid: { color: colour('line'), drawTicks: false, drawBorder: false }, ticks: { ...ticks(kind), padding: 6 } });
const narrow = () => document.documentElement.clientWidth < 640;
const shortened = text => (text.length > 22 ? `${text.slice(0, 21)}…` : text);
const namesAxis = names => ({ grid: { display: false, drawBorder: false }, ticks: { autoSkip: false, color: colour('ink'), callback: i => shortened(names[i]) } });

/* Each bar's or point's value in a column at the right: read without a pointer, and on paper. */
const valuesBeside = (kind, values) => ({
	id: 'values',
	afterDatasetsDraw({ ctx, width, scales }) {
		ctx.save();
		ctx.font = `${Chart.defaults.font.size}px ${Chart.defaults.font.family}`;
		ctx.fillStyle = colour('muted');
		ctx.textAlign = 'right';
		ctx.textBaseline = 'middle';
		values.forEach((value, i) => isNaN(value) || ctx.fillText(write(kind, value), width - 2, scales.y.getPixelForValue(i)));
		ctx.restore();
	},
});
const roomForValues = { padding: { right: 52 } };

/* Bars that lie: one for each name. */
const bars = (names, values, { kind = 'whole', colours, tooltip, min, max }) => ({
	type: 'bar',
	data: { labels: names, datasets: [{ data: values, backgroundColor: colours, borderRadius: 3, maxBarThickness: 18, categoryPercentage: .84, barPercentage: .86 }] },
	options: {
		indexAxis: 'y',
		layout: roomForValues,
		interaction: { mode: 'y', intersect: false },
		scales: { x: { ...linesOf(kind), min, max, suggestedMax: kind === 'whole' ? 4 : undefined }, y: namesAxis(names) },
		plugins: { tooltip: { callbacks: { label: at => tooltip(at.dataIndex) } } },
	},
	plugins: [valuesBeside(kind, values)],
});

/* A point and its interval for each name. */
const intervals = (names, points, low, high, { kind, colours, radii, tooltip, min, max }) => ({
	type: 'bar',
	data: { labels: names, datasets: [
		{ type: 'line', data: points.map((x, i) => ({ x, y: names[i] })), showLine: false, pointRadius: radii, pointHoverRadius: 7, pointBackgroundColor: colours, pointBorderColor: colour('card'), pointBorderWidth: 1.5, order: 0 },
		{ data: low.map((x, i) => (isNaN(x) ? null : [x, high[i]])), backgroundColor: colour('interval'), borderRadius: 4, borderSkipped: false, barThickness: 7, order: 1 },
	] },
	options: {
		indexAxis: 'y',
		layout: roomForValues,
		interaction: { mode: 'y', intersect: false },
		scales: { x: { ...linesOf(kind), min, max }, y: namesAxis(names) },
		plugins: { tooltip: { filter: at => at.datasetIndex === 0, callbacks: { label: at => tooltip(at.dataIndex) } } },
	},
	plugins: [valuesBeside(kind, points)],
});

/* A tree laid out: a large one in rings, the root in the middle, each depth a ring (closer together outwards), each branch as much of the circle as it has
   leaves; a small one from left to right, a line for each leaf. */
const LARGE = 40;
const layout = posts => {
	const children = posts.map(() => []), leaves = posts.map(() => 0), at = posts.map(() => null);
	let root = 0;
	posts.forEach(([parent], i) => (parent < 0 ? (root = i) : children[parent].push(i)));
	const order = [], seen = new Set([root]);
	for (const queue = [root]; queue.length; ) {
		const i = queue.pop();
		order.push(i);
		for (const child of children[i]) if (!seen.has(child)) {
			seen.add(child);
			queue.push(child);
		}
	}
	for (const i of order.slice().reverse()) leaves[i] = children[i].reduce((total, child) => total + leaves[child], 0) || 1;
	const inRings = (depth, angle) => ({ x: Math.sqrt(depth) * Math.cos(angle), y: Math.sqrt(depth) * Math.sin(angle) });
	const inLines = (depth, line) => ({ x: depth, y: -line });
	const place = (i, depth, from, to) => (at[i] = { depth, from, to, ...(posts.length > LARGE ? inRings : inLines)(depth, (from + to) / 2) });
	place(root, 0, -Math.PI / 2, 1.5 * Math.PI);
	for (const i of order) {
		let from = at[i].from;
		for (const child of children[i]) {
			const width = (at[i].to - at[i].from) * leaves[child] / leaves[i];
			place(child, at[i].depth + 1, from, from + width);
			from += width;
		}
	}
	return { at, root };
};
const treeChart = (posts, size) => {
	const { at, root } = layout(posts), edges = [];
	const deepest = Math.max(1, ...at.map(point => (point ? point.depth : 0))), far = posts.length > LARGE ? Math.sqrt(deepest) / 2 : 0;
	const reach = axis => {
		const values = at.filter(Boolean).map(point => point[axis]), middle = far ? 0 : values[root], low = Math.min(middle - far, ...values), high = Math.max(middle + far, ...values), pad = (high - low) * .06 || 1;
		return { display: false, min: low - pad, max: high + pad };
	};
	posts.forEach(([parent], i) => {
		if (parent >= 0 && at[i] && at[parent]) edges.push({ x: at[parent].x, y: at[parent].y }, { x: at[i].x, y: at[i].y }, { x: NaN, y: NaN });
	});
	const tint = { positive: colour('positive'), negative: colour('negative'), mixed: colour('mixed') };
	const radius = Math.max(2, Math.min(5, size / Math.sqrt(posts.length)));
	return {
		type: 'scatter',
		data: { datasets: [
			{ data: posts.map((post, i) => ({ x: at[i] ? at[i].x : NaN, y: at[i] ? at[i].y : NaN })), backgroundColor: posts.map(post => tint[post[3]] || colour('neutral')), borderColor: colour('card'), borderWidth: .75, pointRadius: posts.map((post, i) => (i === root ? radius + 4 : radius)), order: 0 },
			{ type: 'line', data: edges, borderColor: colour('branch'), borderWidth: 1, pointRadius: 0, pointHitRadius: 0, spanGaps: false, order: 1 },
		] },
		options: {
			scales: { x: reach('x'), y: reach('y') },
			plugins: { tooltip: { filter: point => point.datasetIndex === 0, callbacks: { label: point => {
				const [, time, author, polarity] = posts[point.dataIndex];
				return [author || say('someone'), write('instant', time), has(`polarity.${polarity}`) ? say(`polarity.${polarity}`) : polarity];
			} } } },
		},
	};
};
