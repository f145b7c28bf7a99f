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
	const made = element('canvas', { role: 'img', 'aria-label': alternative, 'data-chart': name });
	return element('div', { class: 'plot', style: height && `height:${height}rem` }, made);
};
const draw = (holder, config) => {
	const at = holder.querySelector('canvas'), name = at.dataset.chart;
	if (charts.has(name)) charts.get(name).destroy();
	charts.set(name, new Chart(at, config));
};

const axisText = (kind, value) => (kind === 'percent' ? formats.axis.format(value) : write(kind, value));
const ticks = (kind, more = {}) => ({ callback: value => axisText(kind, value), precision: kind === 'whole' ? 0 : undefined, maxTicksLimit: 6, maxRotation: 0, autoSkipPadding: 16, ...more });
const linesOf = kind => ({ grid: { color: colour('line'), drawTicks: false, drawBorder: false }, ticks: { ...ticks(kind), padding: 6 } });
const narrow = () => document.documentElement.clientWidth < 640;
const shortened = text => (text.length > 22 ? `${text.slice(0, 21)}…` : text);
const namesAxis = names => ({ grid: { display: false, drawBorder: false }, ticks: { autoSkip: false, color: colour('ink'), callback: i => shortened(names[i]) } });

/* Bars that lie: one for each name. */
const bars = (names, values, { kind = 'whole', colours, tooltip, min, max }) => ({
	type: 'bar',
	data: { labels: names, datasets: [{ data: values, backgroundColor: colours, borderRadius: 3, maxBarThickness: 18, categoryPercentage: .84, barPercentage: .86 }] },
	options: {
		indexAxis: 'y',
		interaction: { mode: 'y', intersect: false },
		scales: { x: { ...linesOf(kind), min, max, suggestedMax: kind === 'whole' ? 4 : undefined }, y: namesAxis(names) },
		plugins: { tooltip: { callbacks: { label: at => tooltip(at.dataIndex) } } },
	},
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
		interaction: { mode: 'y', intersect: false },
		scales: { x: { ...linesOf(kind), min, max }, y: namesAxis(names) },
		plugins: { tooltip: { filter: at => at.datasetIndex === 0, callbacks: { label: at => tooltip(at.dataIndex) } } },
	},
});

/* A tree laid out in rings: the root in the middle, each depth a ring (closer together outwards), each branch as much of the circle as it has leaves. */
const rings = posts => {
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
	const place = (i, depth, from, to) => (at[i] = { depth, from, to, x: Math.sqrt(depth) * Math.cos((from + to) / 2), y: Math.sqrt(depth) * Math.sin((from + to) / 2) });
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
	const { at, root } = rings(posts), edges = [];
	const far = Math.sqrt(Math.max(1, ...at.map(point => (point ? point.depth : 0)))) / 2;
	const reach = axis => {
		const values = at.filter(Boolean).map(point => point[axis]), low = Math.min(-far, ...values), high = Math.max(far, ...values), pad = (high - low) * .06;
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
