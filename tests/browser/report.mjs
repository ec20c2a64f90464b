// Checks of a report in headless Chromium: node report.mjs CHECK PAGE [FIGURES]. Says what was looked at; the exit code is not 0 when
// something is wrong. With CRELENS_SCREENSHOTS=FOLDER it leaves pictures for people.
import { mkdirSync, readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';

const [check, file, expected] = process.argv.slice(2);
const address = pathToFileURL(file).href;
const problems = [];
const wrong = (what) => problems.push(what);
const right = (condition, what) => { if (!condition) wrong(what); };

const browser = await chromium.launch({
  executablePath: process.env.CRELENS_CHROMIUM || '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
});

// Playwright's own waiting evaluates text, which the page's policy forbids.
const until = async (page, condition, what) => {
  for (let i = 0; i < 200; i++) {
    if (await page.evaluate(condition)) return;
    await page.waitForTimeout(25);
  }
  wrong(what);
};

// A page that tells of every error, and of every request but the one for itself.
const open = async (options = {}) => {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, acceptDownloads: true, ...options });
  const page = await context.newPage();
  page.on('console', (message) => { if (message.type() === 'error' || message.type() === 'warning') wrong(`console: ${message.text()}`); });
  page.on('pageerror', (error) => wrong(`error: ${error.message}`));
  page.on('request', (request) => {
    const url = request.url();
    if (url !== address && !url.startsWith('data:') && !url.startsWith('blob:')) wrong(`request: ${url}`);
  });
  await page.goto(address);
  if (options.javaScriptEnabled !== false) await until(page, () => document.documentElement.dataset.ready === 'yes', 'the page does not get ready');
  return page;
};

const screenshot = async (page, name) => {
  const folder = process.env.CRELENS_SCREENSHOTS;
  if (!folder) return;
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true });
};

// What a page holds that keeps somebody out, by the rules of axe-core: nothing may be left.
const barriers = async (page, where) => {
  const found = await page.evaluate(() => window.axe.run(document, { resultTypes: ['violations'] }));
  for (const { id, impact, help, nodes } of found.violations) wrong(`${where}: ${id} (${impact}), ${nodes.length} times: ${help}: ${nodes.slice(0, 2).map((node) => `${node.target} ${node.html.slice(0, 160)}`)}`);
  return found.passes.length;
};

const panels = (page) => page.$$eval('.panel', (list) => list.map((panel) => panel.id));
const show = (page, id) => page.click(`.tabs a[href="#${id}"]`);

const checks = {
  async charts() {
    const page = await open();
    let drawn = 0;
    for (const id of await panels(page)) {
      await show(page, id);
      right(await page.$eval('#' + id, (panel) => panel.getBoundingClientRect().height > 0), `${id} is not shown`);
      const charts = await page.$$eval(`#${id} figure`, async (figures) => Promise.all(figures.map(async (figure) => {
        const svg = figure.querySelector('svg.chart');
        const box = svg.getBoundingClientRect();
        const pictures = await Promise.all([...svg.querySelectorAll('image')].map((image) => {
          const picture = new Image();
          picture.src = image.getAttribute('href');
          return picture.decode().then(() => picture.naturalWidth > 0, () => false);
        }));
        // What sticks out of the drawing is cut off by the page.
        const out = [...svg.querySelectorAll('text')].filter((text) => {
          const t = text.getBoundingClientRect();
          return t.left < box.left - 2 || t.right > box.right + 2 || t.top < box.top - 2 || t.bottom > box.bottom + 2;
        });
        return {
          id: figure.id, wide: box.width, high: box.height, marks: svg.querySelectorAll('path,rect,circle,image').length, pictures,
          caption: figure.querySelector('figcaption').textContent.length, out: out.map((text) => text.textContent).slice(0, 3),
          panels: JSON.parse(figure.querySelector('script').textContent).length,
        };
      })));
      for (const chart of charts) {
        drawn++;
        right(chart.wide > 100 && chart.high > 60, `${chart.id} is ${chart.wide} × ${chart.high}`);
        right(chart.marks > 2, `${chart.id} shows nothing`);
        right(chart.pictures.every(Boolean), `${chart.id}: a picture does not decode`);
        right(chart.caption > 30, `${chart.id} has no caption`);
        right(chart.panels > 0, `${chart.id} has no numbers`);
        right(chart.out.length === 0, `${chart.id}: text beyond the edge: ${chart.out}`);
      }
    }
    right(drawn === Number(expected), `${drawn} charts, expected ${expected}`);
    console.log(`${drawn} charts`);
  },

  async pointing() {
    const page = await open();
    await show(page, 'c1');
    const kinds = { 'c1-loss': 'epoch', 'c1-average': 'share of bins', 'c1-two_bars': 'stage0', 'c1-boxes': 'median', 'c1-ridges': 'score around', 'c1-example_01': 'source', 'c1-tiles': 'neuron' };
    for (const [id, word] of Object.entries(kinds)) {
      // The event of scrolling, which hides what is told, comes with the next frame.
      await page.$eval('#' + id, (figure) => new Promise((done) => { figure.scrollIntoView({ block: 'center' }); requestAnimationFrame(() => requestAnimationFrame(done)); }));
      const hit = await (await page.$(`#${id} .hit`)).boundingBox();
      // A row of ridges may have no values: a row that has some is pointed at.
      const down = await page.$eval('#' + id, (figure) => {
        const { rows, values } = JSON.parse(figure.querySelector('script').textContent)[0];
        const filled = figure.id === 'c1-ridges' ? values.findIndex(Boolean) : -1;
        return filled < 0 ? 0.5 : (filled + 0.5) / rows.length;
      });
      await page.mouse.move(hit.x + hit.width * 0.4, hit.y + hit.height * down);
      const told = await page.$eval('#tip', (tip) => (getComputedStyle(tip).display === 'none' ? '' : tip.textContent));
      right(told.includes(word), `${id} tells '${told}', without '${word}'`);
    }
    await page.mouse.move(2, 2);
    right(await page.$eval('#tip', (tip) => getComputedStyle(tip).display === 'none'), 'the value stays when nothing is pointed at');
    for (const [kind, start] of [['tsv', /\t/], ['svg', /^<svg[^>]*>/]]) {
      const [download] = await Promise.all([page.waitForEvent('download'), page.click(`#c1-average [data-do=${kind}]`)]);
      const text = await (await download.createReadStream()).toArray().then((parts) => Buffer.concat(parts).toString());
      right(start.test(text) && !text.includes('var(--'), `${kind}: ${text.slice(0, 80)}`);
    }
    const [png] = await Promise.all([page.waitForEvent('download'), page.click('#c1-average [data-do=png]')]);
    const bytes = await (await png.createReadStream()).toArray().then((parts) => Buffer.concat(parts));
    right(bytes.subarray(1, 4).toString() === 'PNG' && bytes.length > 2000, 'PNG is none');
    await page.click('#c1-average [data-do=large]');
    right(await page.isVisible('dialog .chart'), 'the chart is not enlarged');
    await page.keyboard.press('Escape');
    await page.waitForSelector('dialog', { state: 'detached' });
    await page.click('#c1-loss .key');
    right(await page.$$eval('#c1-loss .gone', (list) => list.length > 0), 'a series cannot be switched off');
  },

  async tables() {
    const page = await open();
    await show(page, 'c1');
    const table = '#c1-factors-table';
    const rows = () => page.$$eval(`${table} tbody tr:not(.out)`, (list) => list.map((tr) => [...tr.cells].map((td) => td.dataset.v ?? td.textContent)));
    const all = await rows();
    const header = await page.$$eval(`${table} thead th`, (list) => list.map((th) => th.textContent));
    const k = header.indexOf('k');
    await page.click(`${table} thead th:nth-child(${k + 1}) button`);
    const down = (await rows()).map((row) => Number(row[k])).filter((v) => !Number.isNaN(v));
    right(down.every((v, i) => i === 0 || v <= down[i - 1]), 'numbers are not sorted downwards');
    await page.click(`${table} thead th:nth-child(${k + 1}) button`);
    const up = (await rows()).map((row) => Number(row[k])).filter((v) => !Number.isNaN(v));
    right(up.length > 3, 'there are hardly any numbers to sort');
    right(up.every((v, i) => i === 0 || v >= up[i - 1]), 'numbers are not sorted upwards');
    right(await page.$eval(`${table} thead th:nth-child(${k + 1})`, (th) => th.getAttribute('aria-sort')) === 'ascending', 'aria-sort does not tell');
    await page.click(`${table} thead th:nth-child(1) button`);
    const names = (await rows()).map((row) => row[0]);
    right(names.join() === [...names].sort((a, b) => a.localeCompare(b, 'en', { numeric: true })).join(), 'names are not sorted');
    const wanted = all[0][0];
    await page.fill(`${table} input`, `${wanted} ok`);
    const some = await rows();
    const count = all.filter((row) => row.join('\n').includes(wanted) && row.includes('ok')).length;
    right(some.length === count && count < all.length, `the filter shows ${some.length} rows, expected ${count} of ${all.length}`);
    right((await page.textContent(`${table} .n`)).startsWith(`${count} of ${all.length}`), 'the number of rows is not told');
    const [download] = await Promise.all([page.waitForEvent('download'), page.click(`${table} [data-do=tsv]`)]);
    const lines = (await (await download.createReadStream()).toArray().then((parts) => Buffer.concat(parts).toString())).trim().split('\n');
    right(lines.length === count + 1 && lines[0] === header.join('\t'), `the file has ${lines.length} lines: ${lines[0]}`);
    await page.fill(`${table} input`, '');
    right((await rows()).length === all.length, 'an empty filter hides rows');
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.click(`${table} [data-do=copy]`);
    await until(page, () => document.querySelector('#c1-factors-table [data-do=copy]').textContent === 'copied', 'copying is not confirmed');
    console.log(`${all.length} rows, ${count} after the filter`);
  },

  async keyboard() {
    const page = await open();
    const focus = () => page.evaluate(() => { const e = document.activeElement; return { tag: e.tagName, text: e.textContent.slice(0, 40), role: e.getAttribute('role'), id: e.id, cls: e.className }; });
    await page.keyboard.press('Tab');
    right((await focus()).text === 'Skip to the content', 'the first stop is not the skip link');
    const seen = [];
    for (let i = 0; i < 4; i++) { await page.keyboard.press('Tab'); seen.push(await focus()); }
    right(seen.some((e) => e.role === 'tab'), `no tab within ${JSON.stringify(seen.map((e) => e.text))}`);
    await page.focus('.tabs a[aria-selected=true]');
    await page.keyboard.press('ArrowRight');
    right((await focus()).id === 'c1-tab', 'the arrow does not go to the next tab');
    right(await page.isVisible('#c1 h2') && !(await page.isVisible('#overview h2')), 'the arrow does not show the next chapter');
    await page.keyboard.press('End');
    const ids = await panels(page);
    right(await page.isVisible(`#${ids[ids.length - 1]} h2`), 'End does not show the last');
    await page.keyboard.press('Home');
    right(await page.isVisible('#overview h2'), 'Home does not show the first');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Tab');
    right((await focus()).tag === 'A', 'from the tab one does not get to the sections');
    await page.focus('#c1-factors-table th button');
    await page.keyboard.press('Enter');
    right(await page.$eval('#c1-factors-table th', (th) => th.getAttribute('aria-sort') !== 'none'), 'Enter does not sort');
    await page.focus('#c1-factors-table .scroll');
    await page.keyboard.press('PageDown');
    await until(page, () => document.querySelector('#c1-factors-table .scroll').scrollTop > 0, 'a table does not scroll by keys');
    await page.focus('#c1-average [data-do=numbers]');
    await page.keyboard.press('Enter');
    right(await page.$$eval('#c1-average .numbers td', (cells) => cells.length > 5), 'no numbers of a chart');
    await page.focus('#c1-loss .key');
    await page.keyboard.press('Space');
    right(await page.$eval('#c1-loss .key', (key) => key.getAttribute('aria-pressed') === 'false'), 'Space does not switch a series off');
    const unnamed = await page.$$eval('button,a,input,[role=button],[role=region]', (list) => list.filter((e) => !(e.textContent.trim() || e.getAttribute('aria-label'))).length);
    right(unnamed === 0, `${unnamed} controls without a name`);
    const doubled = await page.$$eval('[id]', (list) => list.map((e) => e.id).filter((id, i, ids) => ids.indexOf(id) !== i));
    right(doubled.length === 0, `ids used twice: ${doubled.slice(0, 5)}`);
  },

  async barriers() {
    const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
    let rules = 0;
    for (const scheme of ['light', 'dark']) {
      const page = await open({ colorScheme: scheme });
      await page.addScriptTag({ content: axe });
      for (const id of await panels(page)) {
        await show(page, id);
        await page.evaluate(() => { for (const part of document.querySelectorAll('details')) part.open = true; });
        rules = Math.max(rules, await barriers(page, `${scheme}, ${id}`));
      }
      await show(page, 'c1');
      await page.click('#c1-average [data-do=numbers]');
      if (await page.$('#c1-average [data-do=zoom]')) await page.click('#c1-average [data-do=zoom]');
      await page.fill('#search', 'chr0');
      await barriers(page, `${scheme}, search, numbers and zoom`);
      await page.keyboard.press('Escape');
      await page.click('#c1-loss [data-do=large]');
      await barriers(page, `${scheme}, an enlarged chart`);
    }
    right(rules > 30, `only ${rules} rules could be looked at`);
    console.log(`${rules} rules`);
  },

  async search() {
    const page = await open();
    await page.focus('#search');
    await page.keyboard.type('chr1');
    await until(page, () => !document.getElementById('found').hidden, 'nothing is found');
    const hits = await page.$$eval('#found button', (list) => list.map((button) => button.textContent));
    right(hits.some((text) => text.startsWith('alpha') && text.includes('Places')), `no row of a table of another chapter: ${hits}`);
    // A name that has no room in the picture of a matrix.
    await page.fill('#search', 'gse10057 average');
    right((await page.$$eval('#found button', (list) => list.length)) === 1, 'a name in a chart is not found');
    await page.fill('#search', 'no such word');
    right((await page.textContent('#found p')).startsWith('Nothing on this page'), 'that nothing was found is not told');
    // A row that the table's own filter hides, in a chapter that is not shown.
    await show(page, 'c1');
    await page.fill('#c1-places-table input', 'chr2');
    await show(page, 'overview');
    await page.fill('#search', 'chr1: alpha places');
    right((await page.$$eval('#found button', (list) => list.length)) === 0, 'names of other parts are searched as if they stood in the row');
    await page.fill('#search', 'chr1:');
    await page.focus('#search');
    await page.keyboard.press('ArrowDown');
    right(await page.evaluate(() => document.activeElement.closest('#found') !== null), 'the arrow does not go to what was found');
    await page.keyboard.press('Enter');
    right(await page.isVisible('#c1 h2'), 'the chapter of what was found is not shown');
    const row = await page.evaluate(() => { const e = document.activeElement; const box = e.getBoundingClientRect(); return { text: e.textContent, tag: e.tagName, seen: box.top > 0 && box.bottom < innerHeight }; });
    right(row.tag === 'TR' && row.text.includes('chr1:') && row.seen, `went to ${JSON.stringify(row)}`);
    await page.focus('#search');
    await page.keyboard.press('Escape');
    right(!(await page.isVisible('#found')), 'Escape does not close the list');
    await page.fill('#search', 'options');
    await page.keyboard.press('Enter');
    right(await page.$eval('#c1 details.folded', (part) => part.open), 'what is folded is not unfolded');
  },

  async zoom() {
    const page = await open();
    await show(page, 'c1');
    right((await page.$('#c1-two_bars [data-do=zoom]')) === null, 'a chart of few points has a zoom');
    await page.focus('#c1-average [data-do=zoom]');
    await page.keyboard.press('Enter');
    const state = () => page.$eval('#c1-average', (figure) => ({
      status: figure.querySelector('.zoom [role=status]').textContent,
      names: [...figure.querySelectorAll('.ticks text')].map((text) => text.textContent),
      usual: [...figure.querySelectorAll('.tick')].filter((tick) => getComputedStyle(tick).display !== 'none').length,
    }));
    right((await state()).usual > 5, 'the usual names are gone');
    right(await page.evaluate(() => document.activeElement.textContent === '+'), 'the focus does not go to the zoom');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Enter');
    const near = await state();
    right(near.status.startsWith('25 % of the width'), near.status);
    right(near.usual === 0 && near.names.length > 5 && near.names.length < 60, `names: ${near.names.length}, usual ${near.usual}`);
    // What is pointed at is what is shown there.
    const hit = async () => (await page.$('#c1-average .hit')).boundingBox();
    await page.$eval('#c1-average', (figure) => new Promise((done) => { figure.scrollIntoView({ block: 'center' }); requestAnimationFrame(() => requestAnimationFrame(done)); }));
    let box = await hit();
    await page.mouse.move(box.x + box.width * 0.02, box.y + box.height * 0.02);
    const told = await page.textContent('#tip');
    right(told.includes(`dataset: ${near.names[0]}`), `tells '${told}' beside ${near.names[0]}`);
    await page.click('#c1-average .zoom button[aria-label="to the right"]');
    right((await state()).names.join() !== near.names.join(), 'it does not move');
    await page.click('#c1-average .zoom button[aria-label="show all of it"]');
    right((await state()).status === 'all of it' && (await state()).usual > 5, 'it does not go back');
    box = await hit();
    await page.mouse.move(box.x + box.width * 0.25, box.y + box.height * 0.25);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width * 0.75, box.y + box.height * 0.5);
    await page.mouse.up();
    right((await state()).status.startsWith('50 % of the width, 25 % of the height'), `framed: ${(await state()).status}`);
    await screenshot(page, 'zoom');
    const pixels = await page.$eval('#c1-average .stretched image', (image) => image.getBoundingClientRect().width);
    right(Math.abs(pixels - 2 * box.width) < 3, `the picture is ${pixels} wide, the plot ${box.width}`);
    await page.click('#c1-average [data-do=zoom]');
    right((await page.$('#c1-average .zoom')) === null && (await page.$$eval('#c1-average .ticks text', (list) => list.length)) === 0, 'without the zoom the chart is not whole');
  },

  async themes() {
    // Contrast as WCAG defines it, of the colours that text has.
    const look = (page) => page.evaluate(() => {
      const style = getComputedStyle(document.documentElement);
      const light = (name) => {
        const hex = style.getPropertyValue('--' + name).trim();
        const part = [1, 3, 5].map((i) => parseInt(hex.slice(i, i + 2), 16) / 255).map((c) => (c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
        return 0.2126 * part[0] + 0.7152 * part[1] + 0.0722 * part[2];
      };
      const contrast = (a, b) => (Math.max(light(a), light(b)) + 0.05) / (Math.min(light(a), light(b)) + 0.05);
      const pairs = [['ink', 'paper'], ['ink2', 'paper'], ['ink3', 'paper'], ['accent', 'paper'], ['ink', 'panel'], ['ink', 'serious-bg'], ['serious', 'serious-bg'], ['ink', 'caution-bg'], ['caution', 'caution-bg'], ['ink', 'note-bg'], ['note', 'note-bg']];
      return { ground: light('paper'), weak: pairs.filter(([a, b]) => contrast(a, b) < 4.5).map(([a, b]) => `${a} on ${b} ${contrast(a, b).toFixed(2)}`) };
    });
    for (const scheme of ['light', 'dark']) {
      const page = await open({ colorScheme: scheme });
      const seen = await look(page);
      right(scheme === 'light' ? seen.ground > 0.9 : seen.ground < 0.05, `${scheme}: the ground has luminance ${seen.ground}`);
      right(seen.weak.length === 0, `${scheme}: hard to read: ${seen.weak}`);
      await screenshot(page, `${scheme}-overview`);
      await show(page, 'c1');
      await screenshot(page, `${scheme}-c1`);
      await page.fill('#search', 'chr1');
      await screenshot(page, `${scheme}-search`);
      await page.keyboard.press('Escape');
      const other = scheme === 'light' ? 'dark' : 'light';
      while ((await page.textContent('#theme')) !== `Theme: ${other}`) await page.click('#theme');
      const turned = await look(page);
      right(scheme === 'light' ? turned.ground < 0.05 : turned.ground > 0.9, `the button does not make it ${other}`);
      await page.emulateMedia({ media: 'print', colorScheme: scheme });
      right((await look(page)).ground > 0.9, `${scheme}: paper is not light`);
    }
  },

  async print() {
    const page = await open({ colorScheme: 'dark' });
    await page.emulateMedia({ media: 'print' });
    const ids = await panels(page);
    for (const id of ids) right(await page.isVisible(`#${id} h2`), `${id} is not on paper`);
    right(await page.$$eval('.scroll', (list) => list.every((box) => box.scrollHeight <= box.clientHeight + 1)), 'a table is cut on paper');
    right(await page.$$eval('svg.chart', (list) => list.every((svg) => svg.getBoundingClientRect().width > 50)), 'a chart is not on paper');
    await page.evaluate(() => window.dispatchEvent(new Event('beforeprint')));
    right(await page.$$eval('details', (list) => list.every((part) => part.open)), 'something is folded on paper');
    await screenshot(page, 'print');
    const pdf = await page.pdf({ format: 'A4', printBackground: true });
    const pages = (pdf.toString('latin1').match(/\/Type\s*\/Page\b/g) || []).length;
    right(pdf.subarray(0, 4).toString() === '%PDF' && pages > ids.length, `a PDF of ${pages} pages`);
    console.log(`${pages} pages of paper`);
  },

  async without_scripts() {
    const page = await open({ javaScriptEnabled: false });
    for (const panel of await page.$$('.panel')) right(await panel.isVisible(), 'a chapter is hidden');
    right(await page.isVisible('noscript p'), 'it is not told that scripts are off');
    right(await page.isVisible('#c1-factors-table td'), 'tables are not shown');
    right(await page.isVisible('#c1-loss svg'), 'charts are not shown');
    right(!(await page.isVisible('.tools')), 'buttons that do nothing are shown');
  },

  async speed() {
    const began = performance.now();
    const page = await open();
    const ready = performance.now() - began;
    const first = performance.now();
    await show(page, 'c1');
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
    const shown = performance.now() - first;
    const sort = performance.now();
    await page.click('#c1-factors-table th button');
    const sorted = performance.now() - sort;
    right(ready < 20000 && shown < 5000 && sorted < 5000, `slow: ready after ${ready} ms, a chapter after ${shown} ms, sorted after ${sorted} ms`);
    console.log(`${statSync(file).size} bytes; ready after ${ready.toFixed(0)} ms, a chapter shown after ${shown.toFixed(0)} ms, a table sorted after ${sorted.toFixed(0)} ms`);
  },
};

try {
  await checks[check]();
} catch (error) {
  wrong(error.stack);
} finally {
  await browser.close();
}
for (const problem of problems.slice(0, 20)) console.error(problem);
process.exitCode = problems.length > 0 ? 1 : 0;
