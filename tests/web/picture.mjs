// The README's picture: the top of the demo's report, down to its first charts. Usage: node picture.mjs PAGE PNG MODULES
import { createRequire } from 'node:module';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const [source, png, modules] = process.argv.slice(2).map(path => resolve(path));
const { chromium } = createRequire(join(modules, 'package.json'))('playwright-core');
const executablePath = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(existsSync);
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
const page = await browser.newPage({ viewport: { width: 1240, height: 900 } });
await page.goto(pathToFileURL(source).href);
const { y, height } = await page.locator('#brands .pair').boundingBox();
await page.screenshot({ path: png, fullPage: true, clip: { x: 0, y: 0, width: 1240, height: Math.ceil(y + height + 6) } });
await browser.close();
