(() => {
  'use strict';
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const root = document.documentElement;

  // ---- light, dark, or as the system says
  const themes = ['auto', 'light', 'dark'];
  const themeButton = document.getElementById('theme');
  const remember = (value) => { try { localStorage.setItem('crelens-theme', value); } catch { /* not from file:// everywhere */ } };
  const showTheme = () => {
    const now = root.dataset.theme || 'auto';
    themeButton.textContent = 'Theme: ' + now;
  };
  themeButton.addEventListener('click', () => {
    const next = themes[(themes.indexOf(root.dataset.theme || 'auto') + 1) % themes.length];
    if (next === 'auto') delete root.dataset.theme; else root.dataset.theme = next;
    remember(next);
    showTheme();
  });
  showTheme();
  document.getElementById('print').addEventListener('click', () => window.print());

  // Paper has everything unfolded.
  window.addEventListener('beforeprint', () => { for (const part of all('details')) part.open = true; });

  // ---- tabs: one chapter at a time
  const tabs = all('.tabs a');
  const panels = all('.panel');
  const tabList = document.querySelector('.tabs');
  tabList.setAttribute('role', 'tablist');
  for (const tab of tabs) {
    const panel = document.getElementById(tab.hash.slice(1));
    tab.setAttribute('role', 'tab');
    tab.setAttribute('aria-controls', panel.id);
    tab.id = panel.id + '-tab';
    panel.setAttribute('role', 'tabpanel');
    panel.setAttribute('aria-labelledby', tab.id);
  }
  const nameOf = (panel) => document.getElementById(panel.id + '-tab').textContent;
  const select = (panel) => {
    for (const p of panels) p.classList.toggle('on', p === panel);
    for (const tab of tabs) {
      const on = tab.hash === '#' + panel.id;
      tab.setAttribute('aria-selected', on);
      tab.tabIndex = on ? 0 : -1;
      if (on && tab.scrollIntoView) tabList.scrollLeft = Math.max(0, tab.offsetLeft - tabList.clientWidth / 2);
    }
  };
  const follow = () => {
    const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const panel = target && target.closest('.panel');
    if (!panel && location.hash && panels.some((p) => p.classList.contains('on'))) return;
    select(panel || panels[0]);
    if (panel && target !== panel) target.scrollIntoView(); else if (panel) window.scrollTo(0, 0);
  };
  window.addEventListener('hashchange', follow);
  window.addEventListener('popstate', follow);
  // Following the link itself would take the focus away from the tab.
  const turnTo = (tab) => {
    try { history.pushState(null, '', tab.hash); } catch { /* some browsers keep files from it */ }
    select(document.getElementById(tab.hash.slice(1)));
    window.scrollTo(0, 0);
    tab.focus();
  };
  tabList.addEventListener('click', (e) => {
    const tab = e.target.closest('a');
    if (!tab || e.ctrlKey || e.metaKey || e.shiftKey) return;
    e.preventDefault();
    turnTo(tab);
  });
  tabList.addEventListener('keydown', (e) => {
    const at = tabs.indexOf(document.activeElement);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: tabs.length - 1 }[e.key];
    if (to === undefined || at < 0) return;
    e.preventDefault();
    turnTo(tabs[(to + tabs.length) % tabs.length]);
  });
  follow();

  // ---- numbers as people read them
  const number = (v) => {
    if (v === null || v === undefined) return '–';
    if (typeof v !== 'number') return String(v);
    if (Number.isInteger(v)) return v.toLocaleString('en-US');
    const size = Math.abs(v);
    return size >= 1e-4 && size < 1e9 ? String(Number(v.toPrecision(4))) : v.toExponential(2);
  };

  // ---- what charts show, read when first asked for
  const figureOf = (svg) => svg.figure || svg.closest('figure');
  const dataOf = (figure) => {
    if (!figure.data) {
      figure.data = JSON.parse(figure.querySelector('script').textContent);
      figure.data.forEach((p) => {
        if ('like' in p) for (const key of ['row', 'column', 'rows', 'columns']) p[key] = figure.data[p.like][key];
      });
    }
    return figure.data;
  };

  // ---- pointing at charts
  const tip = document.getElementById('tip');
  const hide = () => { tip.style.display = 'none'; };
  const say = (e, text) => {
    tip.textContent = text;
    tip.style.display = 'block';
    const x = e.clientX + 14 + tip.offsetWidth > innerWidth ? e.clientX - 10 - tip.offsetWidth : e.clientX + 14;
    const y = e.clientY + 14 + tip.offsetHeight > innerHeight ? e.clientY - 10 - tip.offsetHeight : e.clientY + 14;
    tip.style.left = Math.max(0, x) + 'px';
    tip.style.top = Math.max(0, y) + 'px';
  };
  // The part of a chart that is shown, as shares of the whole: all of it unless enlarged.
  const viewOf = (svg) => svg.view || { x: [0, 1], y: [0, 1] };
  const part = ([from, to], share) => from + share * (to - from);
  const within = (length, share) => Math.min(length - 1, Math.max(0, Math.floor(share * length)));
  const told = {
    heat(panel, mark, x, y) {
      const i = within(panel.rows.length, y);
      const row = panel.values[i];
      if (!row) return `${panel.row}: ${panel.rows[i]}\nnone`;
      const j = within(row.length, x);
      return `${panel.row}: ${panel.rows[i]}\n${panel.column}: ${number(panel.columns[j])}\n${panel.title}: ${number(row[j])}`;
    },
    lines(panel, mark, x) {
      let k = 0;
      panel.shares.forEach((share, i) => { if (Math.abs(share - x) < Math.abs(panel.shares[k] - x)) k = i; });
      return [`${panel.x}: ${number(panel.xs[k])}`, ...panel.names.map((name, s) => `${name}: ${number(panel.ys[s][k])}`)].join('\n');
    },
    marks(panel, mark) {
      return panel.rows[mark.dataset.i].map((cell, k) => `${panel.header[k]}: ${number(cell)}`).join('\n');
    },
  };
  document.addEventListener('pointermove', (e) => {
    const mark = e.target.closest && e.target.closest('.chart [data-p]');
    if (!mark) { hide(); return; }
    const svg = mark.closest('svg');
    const panel = dataOf(figureOf(svg))[mark.dataset.p];
    const box = mark.getBoundingClientRect();
    const view = viewOf(svg);
    say(e, told[panel.kind](panel, mark, part(view.x, (e.clientX - box.left) / box.width), part(view.y, (e.clientY - box.top) / box.height)));
  });
  document.addEventListener('scroll', hide, { passive: true, capture: true });

  // ---- series on and off
  const toggle = (key) => {
    const off = key.classList.toggle('off');
    key.setAttribute('aria-pressed', !off);
    for (const mark of all(`[data-s="${key.dataset.s}"]:not(.key)`, key.closest('svg'))) mark.classList.toggle('gone', off);
  };
  for (const key of all('.chart .key')) {
    key.setAttribute('role', 'button');
    key.setAttribute('tabindex', '0');
    key.setAttribute('aria-pressed', 'true');
  }

  // ---- tables and files
  const cell = (v) => (v === null || v === undefined ? 'nan' : String(v).replace(/[\t\r\n]/g, ' '));
  const rowsOf = (panel) => {
    if (panel.kind === 'marks') return [panel.header, ...panel.rows];
    if (panel.kind === 'lines') return [[panel.x, ...panel.names], ...panel.xs.map((x, i) => [x, ...panel.ys.map((ys) => ys[i])])];
    return [[`${panel.row} \\ ${panel.column}`, ...panel.columns], ...panel.rows.map((name, i) => [name, ...(panel.values[i] || [])])];
  };
  const tsvOf = (figure) => dataOf(figure)
    .map((panel, i, list) => (list.length > 1 ? `# ${panel.title}\n` : '') + rowsOf(panel).map((row) => row.map(cell).join('\t')).join('\n') + '\n')
    .join('\n');
  const tableTsv = (table) => [
    all('thead th', table).map((th) => cell(th.textContent)).join('\t'),
    ...all('tbody tr:not(.out)', table).map((tr) => [...tr.cells].map((td) => cell(td.dataset.v ?? td.textContent)).join('\t')),
  ].join('\n') + '\n';
  const save = (name, type, content) => {
    const link = document.createElement('a');
    link.href = URL.createObjectURL(content instanceof Blob ? content : new Blob([content], { type }));
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  };
  const copy = async (button, text) => {
    const said = button.textContent;
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      const area = document.createElement('textarea');
      area.value = text;
      document.body.append(area);
      area.select();
      document.execCommand('copy');
      area.remove();
    }
    button.textContent = 'copied';
    setTimeout(() => { button.textContent = said; }, 1200);
  };
  const svgText = (figure) => {
    const svg = figure.querySelector('svg.chart').cloneNode(true);
    const style = document.createElementNS('http://www.w3.org/2000/svg', 'style');
    const light = JSON.parse(document.getElementById('light').textContent);
    style.textContent = document.getElementById('chart-style').textContent.replace(/var\(--(\w+)\)/g, (m, name) => light[name]);
    const ground = document.createElementNS('http://www.w3.org/2000/svg', 'rect');
    for (const [k, v] of Object.entries({ width: '100%', height: '100%', fill: '#fff' })) ground.setAttribute(k, v);
    svg.prepend(style, ground);
    svg.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
    return new XMLSerializer().serializeToString(svg);
  };
  const png = (figure, name) => {
    const svg = figure.querySelector('svg.chart');
    const image = new Image();
    image.onload = () => {
      const canvas = document.createElement('canvas');
      canvas.width = svg.viewBox.baseVal.width * 2;
      canvas.height = svg.viewBox.baseVal.height * 2;
      canvas.getContext('2d').drawImage(image, 0, 0, canvas.width, canvas.height);
      canvas.toBlob((blob) => save(name + '.png', 'image/png', blob));
    };
    image.src = 'data:image/svg+xml;charset=utf-8,' + encodeURIComponent(svgText(figure));
  };
  const element = (name, text, kind) => {
    const made = document.createElement(name);
    if (text !== undefined) made.textContent = text;
    if (kind) made.className = kind;
    return made;
  };
  const numbersOf = (button, figure) => {
    const shown = figure.querySelector('.numbers');
    button.setAttribute('aria-expanded', !shown);
    if (shown) { shown.remove(); return; }
    const box = element('div', undefined, 'numbers scroll');
    box.tabIndex = 0;
    box.setAttribute('role', 'region');
    box.setAttribute('aria-label', 'Numbers of ' + figure.querySelector('.title').textContent);
    for (const panel of dataOf(figure)) {
      const rows = rowsOf(panel);
      const table = element('table');
      const caption = element('caption', panel.title);
      const head = table.createTHead().insertRow();
      for (const name of rows[0]) head.append(Object.assign(element('th', number(name)), { scope: 'col' }));
      const body = table.createTBody();
      // Beyond this a screen is no place to read numbers; the file has all of them.
      for (const row of rows.slice(1, 400)) {
        const tr = body.insertRow();
        row.forEach((v, k) => tr.append(k === 0 ? Object.assign(element('th', number(v)), { scope: 'row' }) : element('td', number(v), 'num')));
      }
      table.prepend(caption);
      box.append(table);
    }
    figure.append(box);
    box.focus();
  };
  const enlarge = (figure) => {
    const dialog = element('dialog');
    dialog.setAttribute('aria-label', figure.querySelector('.title').textContent);
    const head = element('div', undefined, 'head');
    const close = element('button', 'Close');
    head.append(element('h2', figure.querySelector('.title').textContent, 'title'), close);
    const svg = figure.querySelector('svg.chart').cloneNode(true);
    svg.figure = figure;
    svg.view = viewOf(figure.querySelector('svg.chart'));
    dialog.append(head, svg, element('p', figure.querySelector('figcaption').textContent, 'caption'), tip);
    close.addEventListener('click', () => dialog.close());
    dialog.addEventListener('close', () => { hide(); document.body.append(tip); dialog.remove(); });
    document.body.append(dialog);
    dialog.showModal();
  };

  // ---- a part of a chart, enlarged
  const SVG = 'http://www.w3.org/2000/svg';
  const svgElement = (name, attributes, text) => {
    const made = document.createElementNS(SVG, name);
    for (const [k, v] of Object.entries(attributes)) made.setAttribute(k, v);
    if (text !== undefined) made.textContent = text;
    return made;
  };
  const attribute = (e, name) => Number(e.getAttribute(name));
  // Marks of the plot go into a group that is cut off at the edges of the plot, and stretched.
  const plotOf = (figure) => {
    if (figure.plot) return figure.plot;
    const svg = figure.querySelector('svg.chart');
    const hit = svg.querySelector('.hit');
    const box = Object.fromEntries(['x', 'y', 'width', 'height'].map((k) => [k, attribute(hit, k)]));
    const inside = all('path,circle,image,.void,.part', svg).filter((e) => e.tagName !== 'image' || attribute(e, 'y') >= box.y);
    const clip = svgElement('clipPath', { id: figure.id + '-clip' });
    clip.append(svgElement('rect', box));
    const cut = svgElement('g', { 'clip-path': `url(#${figure.id}-clip)` });
    const stretched = svgElement('g', { class: 'stretched' });
    const points = inside.filter((e) => e.tagName === 'circle');
    for (const point of points) point.at = attribute(point, 'cx');
    stretched.append(...inside.filter((e) => e.tagName !== 'circle'));
    cut.append(stretched, ...points);
    const ticks = svgElement('g', { class: 'ticks' });
    svg.insertBefore(clip, hit);
    svg.insertBefore(ticks, hit);
    svg.insertBefore(cut, hit);
    figure.plot = { svg, hit, box, stretched, points, ticks, usual: all('.tick', svg), panel: dataOf(figure)[0] };
    return figure.plot;
  };
  // Every n-th of the places that are in sight, so that their names keep apart.
  const inSight = (shares, [from, to], room) => {
    const seen = shares.map((share, i) => [i, (share - from) / (to - from)]).filter(([, at]) => at >= -1e-9 && at <= 1 + 1e-9);
    const step = Math.max(1, Math.ceil(seen.length / room));
    return seen.filter((one, i) => i % step === 0);
  };
  const short = (name) => { const letters = [...String(number(name))]; return letters.length > 24 ? letters.slice(0, 23).join('') + '…' : letters.join(''); };
  const drawView = (figure, view) => {
    const { svg, box, stretched, points, ticks, usual, panel } = plotOf(figure);
    const sx = 1 / (view.x[1] - view.x[0]);
    const sy = 1 / (view.y[1] - view.y[0]);
    const whole = sx === 1 && sy === 1;
    svg.view = view;
    stretched.setAttribute('transform', `translate(${box.x - sx * (box.x + view.x[0] * box.width)} ${box.y - sy * (box.y + view.y[0] * box.height)}) scale(${sx} ${sy})`);
    for (const point of points) point.setAttribute('cx', box.x + ((point.at - box.x) / box.width - view.x[0]) * sx * box.width);
    for (const tick of usual) tick.classList.toggle('gone', !whole);
    ticks.replaceChildren();
    if (!whole && panel.kind === 'lines') {
      for (const [i, at] of inSight(panel.shares, view.x, 8)) {
        const x = box.x + at * box.width;
        ticks.append(svgElement('line', { x1: x, y1: box.y, x2: x, y2: box.y + box.height, class: 'grid' }), svgElement('text', { x, y: box.y + box.height + 15, 'text-anchor': 'middle' }, number(panel.xs[i])));
      }
    } else if (!whole) {
      const middles = (names) => names.map((name, i) => (i + 0.5) / names.length);
      for (const [i, at] of inSight(middles(panel.rows), view.y, box.height / 12)) ticks.append(svgElement('text', { x: box.x - 5, y: box.y + at * box.height + 4, 'text-anchor': 'end' }, short(panel.rows[i])));
      for (const [j, at] of inSight(middles(panel.columns), view.x, box.width / 12)) ticks.append(svgElement('text', { transform: `translate(${box.x + at * box.width + 4} ${box.y + box.height + 6}) rotate(-90)`, 'text-anchor': 'end' }, short(panel.columns[j])));
    }
    const bar = figure.querySelector('.zoom');
    if (bar) bar.querySelector('[role=status]').textContent = whole ? 'all of it' : `${Math.round(100 / sx)} % of the width` + (sy === 1 ? '' : `, ${Math.round(100 / sy)} % of the height`);
  };
  // A range of this size around the middle, within 0 and 1; never less than a hundredth.
  const around = (middle, size) => {
    const wide = Math.min(1, Math.max(0.01, size));
    const from = Math.min(1 - wide, Math.max(0, middle - wide / 2));
    return [from, from + wide];
  };
  const moved = (figure, scale, dx, dy) => {
    const view = viewOf(plotOf(figure).svg);
    const range = ([from, to], d) => around((from + to) / 2 + d * (to - from), (to - from) * scale);
    drawView(figure, { x: range(view.x, dx), y: plotOf(figure).panel.kind === 'heat' ? range(view.y, dy) : [0, 1] });
  };
  const zoomBar = (button, figure) => {
    const shown = figure.querySelector('.zoom');
    button.setAttribute('aria-expanded', !shown);
    if (shown) { drawView(figure, { x: [0, 1], y: [0, 1] }); shown.remove(); return; }
    const heat = plotOf(figure).panel.kind === 'heat';
    const bar = element('div', undefined, 'zoom');
    bar.setAttribute('role', 'group');
    bar.setAttribute('aria-label', 'Part of the chart that is shown');
    const make = (sign, name, act) => {
      const one = element('button', sign);
      one.type = 'button';
      one.setAttribute('aria-label', name);
      one.addEventListener('click', act);
      bar.append(one);
    };
    make('+', 'enlarge', () => moved(figure, 0.5, 0, 0));
    make('−', 'show more', () => moved(figure, 2, 0, 0));
    make('←', 'to the left', () => moved(figure, 1, -0.5, 0));
    make('→', 'to the right', () => moved(figure, 1, 0.5, 0));
    if (heat) {
      make('↑', 'up', () => moved(figure, 1, 0, -0.5));
      make('↓', 'down', () => moved(figure, 1, 0, 0.5));
    }
    make('all', 'show all of it', () => drawView(figure, { x: [0, 1], y: [0, 1] }));
    const status = element('span', 'all of it');
    status.setAttribute('role', 'status');
    bar.append(status, element('span', 'Or draw a frame in the chart with the mouse.', 'hint'));
    figure.querySelector('.plot').before(bar);
    bar.querySelector('button').focus();
  };
  // A frame drawn with the mouse; a second click on the same place shows all again.
  document.addEventListener('pointerdown', (e) => {
    const figure = e.target.closest && e.target.closest('figure');
    if (!figure || e.pointerType === 'touch' || e.button !== 0 || !figure.querySelector('.zoom') || !e.target.matches('.hit')) return;
    e.preventDefault();
    const { svg, hit, box, panel } = plotOf(figure);
    const outline = hit.getBoundingClientRect();
    const share = (event) => [Math.min(1, Math.max(0, (event.clientX - outline.left) / outline.width)), Math.min(1, Math.max(0, (event.clientY - outline.top) / outline.height))];
    const first = share(e);
    const frame = svgElement('rect', { class: 'frame' });
    svg.append(frame);
    let last = first;
    const move = (event) => {
      last = share(event);
      const y = panel.kind === 'heat' ? [Math.min(first[1], last[1]), Math.max(first[1], last[1])] : [0, 1];
      const sizes = { x: box.x + Math.min(first[0], last[0]) * box.width, y: box.y + y[0] * box.height, width: Math.abs(last[0] - first[0]) * box.width, height: (y[1] - y[0]) * box.height };
      for (const [k, v] of Object.entries(sizes)) frame.setAttribute(k, v);
    };
    const end = () => {
      frame.remove();
      for (const [name, listener] of Object.entries(listeners)) document.removeEventListener(name, listener);
      const view = viewOf(svg);
      const range = (axis) => [part(view['xy'[axis]], Math.min(first[axis], last[axis])), part(view['xy'[axis]], Math.max(first[axis], last[axis]))];
      const framed = ([from, to]) => around((from + to) / 2, to - from);
      if (Math.abs(last[0] - first[0]) < 0.02 || (panel.kind === 'heat' && Math.abs(last[1] - first[1]) < 0.02)) return;
      drawView(figure, { x: framed(range(0)), y: panel.kind === 'heat' ? framed(range(1)) : [0, 1] });
    };
    const listeners = { pointermove: move, pointerup: end, pointercancel: end };
    for (const [name, listener] of Object.entries(listeners)) document.addEventListener(name, listener);
  });
  document.addEventListener('dblclick', (e) => {
    const figure = e.target.closest('figure');
    if (figure && figure.querySelector('.zoom') && e.target.matches('.hit')) drawView(figure, { x: [0, 1], y: [0, 1] });
  });

  // ---- tables sort and filter
  const collator = new Intl.Collator('en', { numeric: true });
  const sort = (th) => {
    const table = th.closest('table');
    const body = table.tBodies[0];
    const k = th.cellIndex;
    const numeric = th.classList.contains('num');
    const now = th.getAttribute('aria-sort');
    // Of numbers the highest come first.
    const way = now === 'none' ? (numeric ? 'descending' : 'ascending') : now === 'ascending' ? 'descending' : 'ascending';
    for (const other of th.parentNode.cells) other.setAttribute('aria-sort', 'none');
    th.setAttribute('aria-sort', way);
    const sign = way === 'ascending' ? 1 : -1;
    const keys = new Map([...body.rows].map((tr) => {
      const td = tr.cells[k];
      return [tr, numeric ? parseFloat(td.dataset.v ?? 'nan') : td.dataset.v ?? td.textContent];
    }));
    const rows = [...body.rows].sort((a, b) => {
      const x = keys.get(a);
      const y = keys.get(b);
      if (!numeric) return sign * collator.compare(x, y);
      if (Number.isNaN(x) || Number.isNaN(y)) return Number.isNaN(x) - Number.isNaN(y);
      return sign * (x - y);
    });
    body.append(...rows);
  };
  const filter = (input) => {
    const box = input.closest('.tbl');
    const words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    const rows = [...box.querySelector('tbody').rows];
    for (const tr of rows) {
      const text = tr.textContent.toLowerCase();
      const fits = words.every((word) => text.includes(word));
      tr.classList.toggle('out', !fits);
      if (fits) shown++;
    }
    box.querySelector('.n').textContent = words.length ? `${shown} of ${rows.length} rows` : `${rows.length} rows`;
  };
  document.addEventListener('input', (e) => { if (e.target.matches('.tbl input')) filter(e.target); });

  // ---- genome browsers
  // UCSC fetches the hub itself: it can only do so from a web server.
  for (const link of all('a.ucsc')) {
    if (!/^https?:$/.test(location.protocol)) break;
    link.href += '&hubUrl=' + encodeURIComponent(new URL(document.querySelector('main').dataset.hub, location.href));
  }
  for (const link of all('a.session')) link.href += encodeURIComponent(new URL(link.dataset.file, location.href).href.replace(/^file:\/\//, ''));

  // ---- search over all chapters
  const search = document.getElementById('search');
  const found = document.getElementById('found');
  const MOST = 60;
  const READ = 'h2,h3,.title,.lead,.plain,.missing,.warnings li,.steps li,.caption,.facts>div,.meanings>div,tbody tr,figure';
  let texts = null;
  // Of a chart also the names that have no room in the picture.
  const chartText = (figure) => [
    ...all('.title,figcaption,svg text', figure).map((e) => e.textContent),
    ...dataOf(figure).flatMap((panel) => [panel.title, ...(panel.rows || []), ...(panel.columns || [])].flat().filter((v) => typeof v === 'string')),
  ];
  const collect = () => {
    texts = [];
    for (const panel of panels) {
      for (const e of all(READ, panel)) {
        if (e.tagName !== 'FIGURE' && e.closest('figure')) continue;
        const lines = e.tagName === 'FIGURE' ? [...new Set(chartText(e))] : e.tagName === 'TR' ? [[...e.cells].map((td) => td.dataset.v && !td.classList.contains('num') ? td.dataset.v : td.textContent).join(' · ')] : [e.textContent];
        texts.push({ panel, e, lines, low: lines.join('\n').toLowerCase() });
      }
    }
  };
  const partOf = (e) => {
    const box = e.closest('.tbl') || e;
    const title = e !== box || e.tagName === 'FIGURE' ? box.querySelector('.title') : null;
    const section = e.closest('section:not(.panel)');
    return [section && section.querySelector('h3').textContent, title && title.textContent].filter((text, i, list) => text && text !== e.textContent && list.indexOf(text) === i);
  };
  const goTo = (panel, e) => {
    select(panel);
    for (let box = e.closest('details'); box; box = box.parentNode.closest('details')) box.open = true;
    if (e.classList.contains('out')) {
      const input = e.closest('.tbl').querySelector('input');
      input.value = '';
      filter(input);
    }
    for (const other of all('.found-here')) other.classList.remove('found-here');
    e.classList.add('found-here');
    e.tabIndex = -1;
    e.scrollIntoView({ block: 'center' });
    e.focus({ preventScroll: true });
  };
  const lookFor = () => {
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    found.hidden = words.length === 0;
    const list = found.querySelector('ol');
    list.replaceChildren();
    if (!words.length) return;
    if (!texts) collect();
    const hits = texts.filter((text) => words.every((word) => text.low.includes(word)));
    found.querySelector('p').textContent = hits.length === 0 ? 'Nothing on this page has ' + (words.length > 1 ? 'all of these words.' : 'this word.') : hits.length > MOST ? `${hits.length} places; the first ${MOST} are listed. More words narrow it down.` : hits.length === 1 ? '1 place' : `${hits.length} places`;
    for (const { panel, e, lines } of hits.slice(0, MOST)) {
      const line = lines.find((one) => one.toLowerCase().includes(words[0])) || lines[0];
      const at = Math.max(0, line.toLowerCase().indexOf(words[0]));
      const start = at > 60 ? at - 40 : 0;
      const text = (start ? '…' : '') + line.slice(start, start + 140) + (line.length > start + 140 ? '…' : '');
      const shownAt = text.toLowerCase().indexOf(words[0]);
      const button = element('button');
      button.type = 'button';
      button.append(element('span', [nameOf(panel), ...partOf(e)].join(' › '), 'where'), ' ');
      if (shownAt < 0) button.append(text);
      else button.append(text.slice(0, shownAt), element('mark', text.slice(shownAt, shownAt + words[0].length)), text.slice(shownAt + words[0].length));
      button.addEventListener('click', () => { found.hidden = true; goTo(panel, e); });
      const item = element('li');
      item.append(button);
      list.append(item);
    }
  };
  search.addEventListener('input', lookFor);
  search.addEventListener('focus', () => { if (search.value) lookFor(); });
  const searching = (e) => {
    const buttons = all('button', found);
    const at = buttons.indexOf(document.activeElement);
    if (e.key === 'Escape') {
      // The focus shows the list again.
      search.focus();
      found.hidden = true;
    } else if (e.key === 'ArrowDown' && buttons.length) {
      e.preventDefault();
      buttons[Math.min(buttons.length - 1, at + 1)].focus();
    } else if (e.key === 'ArrowUp' && at >= 0) {
      e.preventDefault();
      if (at === 0) search.focus(); else buttons[at - 1].focus();
    } else if (e.key === 'Enter' && e.target === search && buttons.length) {
      e.preventDefault();
      buttons[0].click();
    }
  };
  search.addEventListener('keydown', searching);
  found.addEventListener('keydown', searching);
  document.addEventListener('pointerdown', (e) => { if (!found.hidden && !e.target.closest('#found,#search')) found.hidden = true; });

  document.addEventListener('click', (e) => {
    const key = e.target.closest('.chart .key');
    if (key) { toggle(key); return; }
    const button = e.target.closest('button');
    if (!button) return;
    if (button.parentNode.tagName === 'TH') { sort(button.parentNode); return; }
    const figure = button.closest('figure');
    const box = button.closest('.tbl');
    const name = (figure || box || {}).id;
    switch (button.dataset.do) {
      case 'numbers': numbersOf(button, figure); break;
      case 'svg': save(name + '.svg', 'image/svg+xml', svgText(figure)); break;
      case 'png': png(figure, name); break;
      case 'tsv': save(name + '.tsv', 'text/tab-separated-values', figure ? tsvOf(figure) : tableTsv(box.querySelector('table'))); break;
      case 'copy': copy(button, tableTsv(box.querySelector('table'))); break;
      case 'large': enlarge(figure); break;
      case 'zoom': zoomBar(button, figure); break;
    }
  });
  document.addEventListener('keydown', (e) => {
    if (e.key === 'Escape') hide();
    const key = (e.key === 'Enter' || e.key === ' ') && e.target.closest && e.target.closest('.chart .key');
    if (key) { e.preventDefault(); toggle(key); }
  });

  root.dataset.ready = 'yes';
})();
