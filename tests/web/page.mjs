// The page in a real Chromium: what a reader, a keyboard, a screen reader and a printer meet. TAP. Usage: node page.mjs FOLDER SHOTS
// FOLDER holds demo/report.html, demo-da/report.html, hostile/report.html and large/report.html; screenshots go into SHOTS.
import { createRequire } from 'node:module';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const [folder, shots, modules] = process.argv.slice(2).map(path => resolve(path));
const require = createRequire(join(modules, 'package.json'));
const { chromium } = require('playwright-core');
const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const executablePath = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(existsSync);

let tests = 0, failed = 0;
const ok = (good, name, why = '') => {
	tests++;
	if (!good) failed++;
	console.log(`${good ? 'ok' : 'not ok'} ${tests} - ${name}`);
	if (!good && why) console.log(String(why).split('\n').map(line => `# ${line}`).slice(0, 40).join('\n'));
};

mkdirSync(shots, { recursive: true });
const profile = mkdtempSync(join(tmpdir(), 'omtale-web-'));
const browser = await chromium.launchPersistentContext(profile, {
	executablePath, headless: true, viewport: { width: 1360, height: 900 }, acceptDownloads: true,
	args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
});

// A page with its complaints: console errors, exceptions, and requests for anything but itself.
const open = async (name, { width = 1360, height = 900, dark = false } = {}) => {
	const page = await browser.newPage(), complaints = [], requests = [];
	await page.setViewportSize({ width, height });
	await page.emulateMedia({ colorScheme: dark ? 'dark' : 'light' });
	const url = pathToFileURL(join(folder, name, 'report.html')).href;
	const chrome = await page.context().newCDPSession(page);
	await chrome.send('Performance.enable', { timeDomain: 'threadTicks' });
	page.on('console', message => message.type() === 'error' && complaints.push(message.text()));
	page.on('pageerror', error => complaints.push(error.stack || error.message));
	page.on('request', request => request.url() !== url && !/^(data|blob):/.test(request.url()) && requests.push(request.url()));
	page.on('dialog', dialog => (complaints.push(`dialog: ${dialog.message()}`), dialog.dismiss()));
	await page.goto(url);
	/* The seconds of CPU that the page took until now, which a busy machine hardly changes. */
	const spent = async () => (await chrome.send('Performance.getMetrics')).metrics.find(metric => metric.name === 'TaskDuration').value;
	return { page, complaints, requests, spent };
};
const ink = () => [...document.querySelectorAll('canvas')].map(canvas => {
	const { data } = canvas.getContext('2d').getImageData(0, 0, Math.max(1, canvas.width), Math.max(1, canvas.height));
	let inked = 0;
	for (let i = 3; i < data.length; i += 4) inked += data[i] > 0;
	return { name: canvas.dataset.chart, inked, alternative: canvas.getAttribute('aria-label') || '' };
});
const overflow = () => document.documentElement.scrollWidth - document.documentElement.clientWidth;
const serious = async page => {
	await page.evaluate(axe);
	const { violations } = await page.evaluate(() => window.axe.run(document));
	return violations.filter(found => ['serious', 'critical'].includes(found.impact)).map(found => `${found.id}: ${found.help}\n${found.nodes.slice(0, 4).map(node => `  ${node.target} ${node.failureSummary}`).join('\n')}`);
};
/* What makes the page scroll, awaited to the end of the scrolling, which is animated; what scrolled before comes to its end first. */
const rest = async () => {
	for (let at = scrollY, same = 0; same < 5; at = scrollY) {
		await new Promise(done => requestAnimationFrame(done));
		same = scrollY === at ? same + 1 : 0;
	}
};
const scrolled = async (page, move) => {
	await page.evaluate(rest);
	await page.evaluate(() => { window.scrolledToEnd = new Promise(done => document.addEventListener('scrollend', done, { once: true })); });
	await page.evaluate(move);
	await page.evaluate(() => window.scrolledToEnd.then(() => true));
	await page.evaluate(rest);
};
/* Whether it comes to be seen, or not to be seen any more, as soon as the browser gets to it. */
const becomes = (locator, state) => locator.waitFor({ state, timeout: 10000 }).then(() => true, () => false);
const column = (page, section, name) => page.evaluate(([id, wanted]) => {
	const table = document.querySelector(`#${id} table`), at = [...table.tHead.rows[0].cells].findIndex(cell => cell.firstChild.dataset.column === wanted);
	return [...table.tBodies[0].rows].map(row => row.cells[at].textContent);
}, [section, name]);

try {
	/* ---- the demo, at a desk ---- */
	{
		const { page, complaints, requests } = await open('demo');
		ok(complaints.length === 0, 'it opens from disk without an error', complaints.join('\n'));
		const charts = await page.evaluate(ink);
		ok(charts.length >= 12, `it has charts (${charts.length})`);
		ok(charts.every(chart => chart.inked > 200), 'every chart is drawn', JSON.stringify(charts.filter(chart => chart.inked <= 200)));
		ok(charts.every(chart => chart.alternative.length > 20), 'every chart has a text that says what it shows', JSON.stringify(charts.filter(chart => chart.alternative.length <= 20)));
		const findings = await page.locator('section .finding').allTextContents();
		ok(findings.length >= 10 && findings.every(text => !/[{}]|undefined|NaN|null/.test(text)), 'findings are sentences', findings.join('\n'));
		ok(!(await page.evaluate(() => /\bNaN\b|undefined|\{\w+\}|\[object/.test(document.body.innerText))), 'no hole in any text');
		const gists = await page.locator('#summary dd').allTextContents();
		ok(gists.length >= 7 && gists.every(text => text.length > 20) && /mia_brandholt/.test(gists.join(' ')), 'what matters most is told first', gists.join('\n'));
		ok((await page.locator('#summary dt a').evaluateAll(links => links.every(link => document.getElementById(link.hash.slice(1))))), 'with a way to the numbers behind it');
		await page.locator('#brands canvas').first().focus();
		await page.keyboard.press('ArrowRight');
		const one = await page.locator('#spoken').textContent();
		await page.keyboard.press('ArrowRight');
		const two = await page.locator('#spoken').textContent();
		ok(/\d/.test(one) && /\d/.test(two) && one !== two, 'arrow keys go from value to value of a chart, and it is spoken', `${one}\n${two}`);
		await page.keyboard.press('Escape');
		ok((await page.locator('#spoken').textContent()) === '', 'until Escape');
		for (const canvas of await page.locator('canvas').all()) await canvas.press('End');
		ok(/\d/.test(await page.locator('#spoken').textContent()) && complaints.length === 0, 'in every chart', complaints.join('\n'));
		await page.evaluate(() => document.activeElement.blur());
		await page.evaluate(() => window.scrollTo(0, 0));
		await page.screenshot({ path: join(shots, 'desk-light.png'), fullPage: true });

		await page.selectOption('#brand', { index: 1 });
		const ranks = await column(page, 'authors', 'rank');
		ok(ranks[0] === '1' && ranks[1] === '2', 'authors come by rank', ranks.join(' '));
		const header = page.locator('#authors th button[data-column=brand_posts]');
		await header.click();
		const many = (await column(page, 'authors', 'brand_posts')).map(text => Number(text.replace(/\D/g, '')));
		ok(many.every((n, i) => i === 0 || many[i - 1] >= n) && many[0] > many[many.length - 1], 'a click sorts by a number, the largest first', many.join(' '));
		ok((await page.locator('#authors th[aria-sort=descending] button').getAttribute('data-column')) === 'brand_posts', 'the order is told to screen readers');
		/* From here on by keyboard, the pointer out of the way: only the focus can call the tip. */
		await page.mouse.move(1, 1);
		await page.keyboard.press('Shift+Tab');
		await page.keyboard.press('Tab');
		await page.keyboard.press('Enter');
		const few = (await column(page, 'authors', 'brand_posts')).map(text => Number(text.replace(/\D/g, '')));
		ok(few.every((n, i) => i === 0 || few[i - 1] <= n), 'the keyboard turns it round', few.join(' '));
		const tip = page.locator('#tip'), beside = async () => Math.abs((await tip.boundingBox()).y - (await header.boundingBox()).y) < 200;
		ok(await becomes(tip, 'visible'), 'a focused heading tells its meaning');
		ok((await tip.textContent()).length > 15 && (await header.getAttribute('aria-describedby')) === 'tip', 'and screen readers hear it');
		await scrolled(page, () => window.scrollBy(0, 120));
		ok((await becomes(tip, 'visible')) && (await beside()), 'a page that scrolls takes it along');
		await page.mouse.move(1, 40);
		ok(await tip.isVisible(), 'a pointer that passes leaves it');
		await page.keyboard.press('Escape');
		ok(await becomes(tip, 'hidden'), 'Escape puts it away');
		await scrolled(page, () => window.scrollTo(0, 0));
		ok(!(await tip.isVisible()), 'for good');
		await page.evaluate(() => document.activeElement.blur());
		await scrolled(page, () => document.querySelector('#authors th button[data-column=brand_posts]').focus());
		ok((await becomes(tip, 'visible')) && (await beside()), 'a heading that the page has to scroll to tells it too');
		await page.evaluate(() => document.activeElement.blur());
		ok(await becomes(tip, 'hidden'), 'as long as it has the focus');
		const value = page.locator('#authors td[data-meaning]').first();
		await value.scrollIntoViewIfNeeded();
		await page.evaluate(rest);
		await value.hover();
		ok((await becomes(tip, 'visible')) && (await tip.textContent()).length > 15, 'a value that is pointed at tells what it means');
		await page.mouse.move(1, 1);
		ok(await becomes(tip, 'hidden'), 'as long as it is pointed at');

		const name = (await column(page, 'authors', 'author'))[3];
		await page.fill('#author-search', name.slice(0, 5));
		const left = await column(page, 'authors', 'author');
		ok(left.length > 0 && left.every(text => text.toLowerCase().includes(name.slice(0, 5).toLowerCase())), 'a name filters', left.join(' '));
		await page.fill('#author-search', 'no such name');
		ok((await column(page, 'authors', 'author')).length === 0, 'a name that nobody has leaves nothing');
		await page.fill('#author-search', '');
		await page.selectOption('#author-role', { index: 1 });
		ok(new Set(await column(page, 'authors', 'role')).size === 1, 'a role filters');
		await page.selectOption('#author-role', { index: 0 });
		await page.locator('#authors .pages button').nth(1).click();
		ok(/^\s*1[6-9]|^2/.test(await page.locator('#authors .pages-note').textContent()), 'the next rows are a click away');

		const toggle = page.locator('#brands .actions button').first();
		await toggle.click();
		ok(await page.locator('#brands table').isVisible(), 'a chart’s table is one click away');
		const [saved] = await Promise.all([page.waitForEvent('download'), page.locator('#brands .actions button').nth(1).click()]);
		const csv = readFileSync(await saved.path(), 'utf8');
		ok(saved.suggestedFilename() === 'brands.csv' && csv.startsWith('brand,posts,'), 'and so is its CSV', csv.slice(0, 80));
		ok((await page.locator('#brands .actions a').getAttribute('href')) === 'brands.csv', 'and the report’s own file');
		const before = await page.evaluate(ink);
		await page.click('#theme');
		ok((await page.locator('#theme').getAttribute('aria-pressed')) === 'true', 'the switch makes it dark');
		ok((await page.evaluate(ink)).every((chart, i) => chart.inked > 200 && chart.name === before[i].name), 'and draws the charts anew');
		for (const brand of await page.locator('#brand option').evaluateAll(options => options.map(option => option.value))) await page.selectOption('#brand', brand);
		ok(complaints.length === 0, 'every brand can be chosen without an error', complaints.join('\n'));
		ok(!(await page.evaluate(() => /\bNaN\b|undefined|\{\w+\}|\[object/.test(document.body.innerText))), 'and leaves no hole in any text');
		ok(requests.length === 0, 'no request leaves the page', requests.join('\n'));
		await page.close();
	}

	/* ---- axe, light and dark, all tables open ---- */
	for (const dark of [false, true]) {
		const { page } = await open('demo', { dark });
		for (const toggle of await page.locator('.actions button[aria-expanded]').all()) await toggle.click();
		const found = await serious(page);
		ok(found.length === 0, `axe finds nothing serious (${dark ? 'dark' : 'light'})`, found.join('\n'));
		if (dark) await page.reload().then(() => page.screenshot({ path: join(shots, 'desk-dark.png'), fullPage: true }));
		await page.close();
	}

	/* ---- phone ---- */
	for (const dark of [false, true]) {
		const { page, complaints } = await open('demo', { width: 390, height: 844, dark });
		ok((await page.evaluate(overflow)) <= 0, `a phone has nothing to scroll sideways (${dark ? 'dark' : 'light'})`, await page.evaluate(overflow));
		await page.screenshot({ path: join(shots, `phone-${dark ? 'dark' : 'light'}.png`), fullPage: true });
		await page.screenshot({ path: join(shots, `phone-${dark ? 'dark' : 'light'}-top.png`) });
		for (const toggle of await page.locator('.actions button[aria-expanded]').all()) await toggle.click();
		ok((await page.evaluate(overflow)) <= 0, 'nor with all tables open', await page.evaluate(overflow));
		ok(complaints.length === 0, 'and nothing goes wrong', complaints.join('\n'));
		await page.close();
	}

	/* ---- Danish, bokmål, nynorsk ---- */
	for (const [lang, numbers, dates] of [['da', /\d\.\d{3} opslag/, /\d+\. [a-zæøå]+ 2025/], ['nb', /\d\s\d{3} innlegg/, /\d+\. [a-zæøå]+ 2025/], ['nn', /\d\s\d{3} innlegg/, /\d+\. [a-zæøå]+ 2025/]]) {
		const { page, complaints } = await open(`demo-${lang}`), text = await page.locator('body').innerText();
		ok((await page.getAttribute('html', 'lang')) === lang, `${lang}: the page says its language`);
		ok(numbers.test(text), `${lang}: thousands as the country writes them`);
		ok(/\d,\d\s?%/.test(text) && !/\d\.\d\s?%/.test(text), `${lang}: a decimal comma`);
		ok(dates.test(text), `${lang}: dates as well`);
		ok(complaints.length === 0, `${lang}: no error`, complaints.join('\n'));
		await page.screenshot({ path: join(shots, `desk-${lang}.png`), fullPage: true });
		await page.close();
	}

	/* ---- names that would be HTML or script ---- */
	{
		const { page, complaints, requests } = await open('hostile'), text = await page.locator('body').innerText();
		ok(complaints.length === 0 && requests.length === 0, 'hostile names do nothing', [...complaints, ...requests].join('\n'));
		ok((await page.evaluate(() => window.owned)) === undefined, 'no script of theirs ran');
		ok(text.includes('<script>window.owned=1</script>') && text.includes('<img src=x onerror=window.owned=1>'), 'they are text', text.slice(0, 600));
		ok((await page.locator('main img, main iframe, main script, main svg').count()) === 0, 'and make no element');
		await page.close();
	}

	/* ---- 200,000 authors ---- */
	{
		const { page, complaints, spent } = await open('large'), took = Math.round(1000 * await spent());
		ok(complaints.length === 0, '200,000 authors: no error', complaints.join('\n'));
		ok(took < 5000, `it opens in under five seconds of CPU (${took} ms, ${Math.round(statSync(join(folder, 'large', 'report.html')).size / 1024)} KB)`);
		ok(/1,000 of 200,000/.test(await page.locator('#authors .rest').textContent()), 'it says where the rest is', await page.locator('#authors').innerText());
		await page.close();
	}

	/* ---- paper ---- */
	{
		const { page } = await open('demo', { dark: true });
		await page.pdf({ path: join(shots, 'report.pdf'), format: 'A4', printBackground: true });
		ok(readFileSync(join(shots, 'report.pdf')).subarray(0, 5).toString() === '%PDF-' && statSync(join(shots, 'report.pdf')).size > 40000, 'it prints');
		await page.close();
	}
} catch (error) {
	ok(false, 'the tests ran to their end', error.stack);
} finally {
	await browser.close();
	rmSync(profile, { recursive: true, force: true });
}
console.log(`1..${tests}`);
process.exit(failed ? 1 : 0);
