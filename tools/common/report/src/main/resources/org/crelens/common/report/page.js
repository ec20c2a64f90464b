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
    const panel = dataOf(figureOf(mark.closest('svg')))[mark.dataset.p];
    const box = mark.getBoundingClientRect();
    say(e, told[panel.kind](panel, mark, (e.clientX - box.left) / box.width, (e.clientY - box.top) / box.height));
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
    head.append(element('h4', figure.querySelector('.title').textContent), close);
    const svg = figure.querySelector('svg.chart').cloneNode(true);
    svg.figure = figure;
    dialog.append(head, svg, element('p', figure.querySelector('figcaption').textContent, 'caption'), tip);
    close.addEventListener('click', () => dialog.close());
    dialog.addEventListener('close', () => { hide(); document.body.append(tip); dialog.remove(); });
    document.body.append(dialog);
    dialog.showModal();
  };

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
      return [tr, numeric ? parseFloat(td.dataset.v ?? 'nan') : td.textContent];
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
    }
  });
  document.addEventListener('keydown', (e) => {
    if (e.key === 'Escape') hide();
    const key = (e.key === 'Enter' || e.key === ' ') && e.target.closest && e.target.closest('.chart .key');
    if (key) { e.preventDefault(); toggle(key); }
  });

  root.dataset.ready = 'yes';
})();
