// The live view: reads the catalog once, then asks for the open board every two seconds and shows what changed. Every text goes
// in through textContent; nothing that comes from data is ever markup.
import { chart } from './charts.js';
import { EMPTY, SHAPES, cell, day, digits, duration, lightOf, moment, setZone, timeOfDay, weekday } from './format.js';
import { gridMap } from './map.js';
import { isWall } from './wall.js';
import { label, lang, say, setLabels, setLang, text } from './words.js';

const POLL_MS = 2000;
const SLOWEST_MS = 30000;
const STALE_S = 60;
const WARN_S = 300;
const WALL_MS = 30000;
const ROWS = 36;

const stage = document.getElementById('stage');
const hint = document.getElementById('hint');
let catalog = null;
let boundaries = null;
let view = null;
let clock = { asOf: null, at: 0, moving: false, age: null };
let failures = 0;
let answered = false;
let timer = 0;
let asking = 0;

function el(tag, properties = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name === 'on') Object.entries(value).forEach(([type, listener]) => node.addEventListener(type, listener));
    else if (name in node) node[name] = value;
    else node.setAttribute(name, value);
  }
  node.append(...children.filter((child) => child !== null && child !== undefined));
  return node;
}

function put(node, words) { if (node.textContent !== words) node.textContent = words; }

function asRows(table) {
  const names = table.columns.map((column) => column.name);
  return table.values.map((values) => Object.fromEntries(values.map((value, i) => [names[i], value])));
}

// ---- where we are: #/board/overview?community_id=S01&shift=-1, #/list/PANEL?…, #/case/ID

function route() {
  const [path, query] = location.hash.replace(/^#\/?/, '').split('?');
  const [kind, id] = path.split('/');
  return { kind: kind || 'board', id: id ? decodeURIComponent(id) : 'overview', query: new URLSearchParams(query ?? '') };
}

function address(kind, id, query = {}) {
  const words = new URLSearchParams(query).toString();
  return `#/${kind}/${encodeURIComponent(id)}${words ? `?${words}` : ''}`;
}

/** The drill of a number; what has none of its own leads where its panel does. */
function drillOf(panel, column) { return panel.drills.find((one) => one.cells.includes(column)) ?? panel.drills[0]; }

/** Where a number, a row, a bar or a polygon of a panel leads. */
function target(panel, row, column) {
  if (row && row.case_id) return address('case', row.case_id);
  const drill = drillOf(panel, column);
  if (!drill) return null;
  const query = Object.fromEntries(route().query);
  for (const [from, to] of Object.entries({ ...drill.by, ...drill.made })) {
    if (row && from in row) query[to] = row[from] ?? '';
  }
  if (row && drill.members) query[drill.members.key] = row[drill.members.key];
  return address('list', drill.id, query);
}

/** Where a document of a list leads: a case to its page, a hotspot to its cases. */
function documentTarget(row) {
  if (row.case_id) return address('case', row.case_id);
  return row.hotspot_id ? address('list', 'hotspots-list.cases', { hotspot_id: row.hotspot_id }) : null;
}

// ---- time

function nowMs() {
  if (clock.asOf === null) return null;
  // Between answers time goes on only if the data's own time does: history at rest must not count down.
  return clock.asOf + (clock.moving ? performance.now() - clock.at : 0);
}

function setClock(answer) {
  const asOf = answer.as_of ? Date.parse(answer.as_of) : null;
  clock = { asOf, at: performance.now(), moving: clock.asOf === null ? false : asOf > clock.asOf || (clock.moving && asOf === clock.asOf && performance.now() - clock.since < 6000), age: answer.age_seconds, since: asOf === clock.asOf ? clock.since : performance.now() };
}

function tick() {
  const now = nowMs();
  const state = document.getElementById('state');
  const age = clock.age === null || clock.age === undefined ? null : clock.age + (performance.now() - clock.at) / 1000;
  const parts = state.children;
  put(parts[0], now === null ? say(answered ? 'noData' : 'reading') : `${day(now)} ${weekday(now)}`);
  put(parts[1], now === null ? '' : timeOfDay(now));
  const stale = failures > 0 || (age !== null && age > STALE_S);
  put(parts[2], failures > 0 ? `${SHAPES.red} ${say('lost')}` : age === null ? '' : stale ? `${SHAPES.red} ${say('stale', duration(age))}` : `${SHAPES.green} ${say('age', duration(age))}`);
  parts[2].className = `age ${stale ? 'red' : 'green'}`;
  for (const node of document.querySelectorAll('[data-read]')) panelAge(node);
  for (const node of document.querySelectorAll('[data-due]')) countdown(node, now);
}

/** How old a panel's data is: that of its last good answer, and the time since. */
function panelAge(node) {
  const age = (performance.now() - Number(node.dataset.read)) / 1000;
  const stale = age > STALE_S;
  put(node, `${stale ? `${SHAPES.red} ` : ''}${duration(age, 1)}`);
  node.className = `old${stale ? ' red' : ''}`;
}

function countdown(node, now) {
  const left = (Number(node.dataset.due) - now) / 1000;
  const light = left < 0 ? 'red' : left < WARN_S ? 'yellow' : 'green';
  put(node, left < 0 ? `${SHAPES.red} ${say('over', digits(-left))}` : `${SHAPES[light]} ${digits(left)}`);
  node.className = `countdown ${light}`;
}

// ---- panels

function panelBox(placement) {
  const { panel } = placement;
  const body = el('div', { className: 'body' });
  const help = el('button', { className: 'help', type: 'button', title: say('help'), textContent: '?', on: { click: () => explain(panel) } });
  help.setAttribute('aria-label', `${say('help')}: ${text(panel.title)}`);
  const to = target(panel, null);
  const title = el('span', {}, to ? el('a', { href: to, textContent: text(panel.title) }) : text(panel.title));
  const old = el('span', { className: 'old', title: say('panelAge') });
  const box = el('section', { className: `panel ${panel.chart}`, id: `panel-${panel.id}` }, el('h2', {}, title, old, help), body);
  box.style.gridColumn = `${placement.x + 1} / span ${placement.width}`;
  box.style.gridRow = `${placement.y + 1} / span ${placement.height}`;
  box.style.setProperty('--height', placement.height);
  box.setAttribute('aria-label', text(panel.title));
  const drawing = draw(panel, body);
  return {
    box,
    update(answer, now, age) {
      if (answer && answer.error === undefined && age !== null) old.dataset.read = performance.now() - age * 1000;
      update(drawing, body, answer, now);
    },
    dispose: drawing.dispose ?? (() => {}),
  };
}

function draw(panel, body) {
  const open = (row, column) => { const to = target(panel, row, column); if (to) location.hash = to; };
  switch (panel.chart) {
    case 'metric': return metric(panel, body);
    case 'table': return table(panel.columns, body, (row, column) => target(panel, row, column));
    case 'map': {
      const ask = async (layer) => asRows(await read(`/api/layer/${layer}`));
      const map = gridMap(panel, boundaries, { show: showHint, hide: hideHint, open, layers: catalog.layers, ask });
      body.append(...map.nodes);
      return { ...map, dispose: hideHint };
    }
    default: {
      const made = chart(panel, open);
      body.append(...made.nodes);
      return made;
    }
  }
}

function update(drawing, body, answer, now) {
  const wrong = !answer || answer.error !== undefined;
  const empty = !wrong && answer.values.length === 0;
  body.classList.toggle('is-wrong', wrong);
  body.classList.toggle('is-empty', empty);
  body.dataset.message = wrong ? say('failed') : empty ? say('noneHere') : '';
  if (wrong) body.title = answer?.error ?? '';
  else drawing.update(asRows(answer), now);
}

function metric(panel, body) {
  const value = panel.columns.find((column) => column.role === 'value');
  const of = panel.columns.find((column) => column.role === 'of');
  const shape = el('span', { className: 'shape' });
  const number = el('span', { className: 'number', textContent: EMPTY });
  const below = el('span', { className: 'of' });
  const link = el('a', { className: 'figure' }, el('span', { className: 'line' }, shape, number), below);
  body.append(link);
  return {
    update(rows) {
      const row = rows[0] ?? {};
      const light = lightOf(row[value.name], value.light);
      link.className = `figure ${light ?? 'neutral'}`;
      link.href = target(panel, null, value.name) ?? location.hash;
      put(shape, light ? SHAPES[light] : '');
      put(number, cell(row[value.name], value));
      put(below, of ? (isWall() ? row[of.name] ?? '' : woven(row[of.name], of)) : '');
    },
  };
}

/** 193 / 203 of 按时 / 应受理 as 按时 193 / 应受理 203, so that a number says what it counts. */
function woven(value, column) {
  const [numbers, words] = [(value ?? EMPTY).split(' / '), text(column).split(' / ')];
  return numbers.length === words.length ? words.map((word, i) => `${word} ${numbers[i]}`).join(' / ') : value ?? EMPTY;
}

/** Of a sentence that the documents have in both languages, under `name` and `name_zh`, only one is shown. */
function isSpoken(column, columns) {
  const has = (name) => columns.some((one) => one.name === name);
  return lang() === 'zh' ? !has(`${column.name}_zh`) : !(column.name.endsWith('_zh') && has(column.name.slice(0, -3)));
}

function table(columns, body, to) {
  const shown = columns.filter((column) => column.role === 'show' && isSpoken(column, columns));
  const className = (column) => (['count', 'number', 'percent', 'duration'].includes(column.format) ? 'right' : column.type === 'text' ? 'words' : '');
  const head = el('tr', {}, ...shown.map((column) => el('th', { textContent: text(column), className: className(column), scope: 'col' })));
  const rows = el('tbody');
  const scroll = el('div', { className: 'scroll', tabIndex: 0 }, el('table', {}, el('thead', {}, head), rows));
  body.append(scroll);
  let current = [];
  const follow = (event) => {
    const line = event.target.closest('tr');
    const cellAt = event.target.closest('td')?.cellIndex;
    const way = line && to(current[line.rowIndex - 1], shown[cellAt]?.name);
    if (way) location.hash = way;
  };
  rows.addEventListener('click', follow);
  rows.addEventListener('keydown', (event) => { if (event.key === 'Enter') follow(event); });
  const fitter = new ResizeObserver(() => fit(scroll));
  fitter.observe(scroll);
  return {
    update(newRows, now) {
      current = newRows;
      while (rows.rows.length > newRows.length) rows.deleteRow(-1);
      newRows.forEach((row, i) => {
        const line = rows.rows[i] ?? rows.appendChild(el('tr', {}, ...shown.map((column) => el('td', { className: className(column) }, el('span')))));
        const way = to(row);
        shown.forEach((column, k) => {
          fill(line.cells[k].firstChild, row[column.name], column, now);
          line.cells[k].classList.toggle('own', to(row, column.name) !== way);
        });
        const leads = way !== null;
        line.classList.toggle('leads', leads);
        line.tabIndex = leads ? 0 : -1;
      });
      fit(scroll);
    },
    dispose() { fitter.disconnect(); },
  };
}

function fill(node, value, column, now) {
  if (column.format === 'countdown' && value) {
    node.dataset.due = Date.parse(value);
    countdown(node, nowMs());
    return;
  }
  delete node.dataset.due;
  put(node, cell(value, column, now));
  const light = column.format === 'light' ? value : lightOf(value, column.light);
  node.className = light ? `lit ${light}` : codeClass(column, value);
}

function codeClass(column, value) {
  if (column.name === 'urgency' && value === 'urgent') return 'chip urgent';
  if (column.name === 'state' && ['open', 'silent', 'failed'].includes(value)) return 'chip open';
  return '';
}

/** Leaves out columns from the right until the rest stands whole, and ends the view below a whole row. */
function fit(scroll) {
  if (scroll.clientWidth === 0) return;
  const made = scroll.firstChild;
  const count = made.tHead.rows[0].cells.length;
  made.dataset.columns = count;
  for (let n = count; n > 2 && made.scrollWidth > scroll.clientWidth + 1; n -= 1) made.dataset.columns = n - 1;
  const row = made.tBodies[0].rows[0]?.getBoundingClientRect().height;
  if (row) {
    const head = made.tHead.getBoundingClientRect().height;
    const room = scroll.parentElement.clientHeight - head;
    let whole = 0;
    for (const line of made.tBodies[0].rows) {
      const next = whole + line.getBoundingClientRect().height;
      if (next > room && whole > 0) break;
      whole = next;
    }
    scroll.style.maxHeight = `${Math.ceil(head + whole)}px`;
  }
}

// ---- hints and help

function showHint(event, lines) {
  hint.replaceChildren(...lines.map((line, i) => el('div', { className: i === 0 ? 'head' : '', textContent: line })));
  hint.hidden = false;
  const { width, height } = hint.getBoundingClientRect();
  hint.style.left = `${Math.min(event.clientX + 16, innerWidth - width - 8)}px`;
  hint.style.top = `${Math.min(event.clientY + 16, innerHeight - height - 8)}px`;
}

function hideHint() { hint.hidden = true; }

function explain(panel) {
  const part = (head, words, className) => [el('h3', { textContent: say(head) }), el('p', { textContent: words, className })];
  const dialog = el('dialog', { className: 'explain', on: { close: () => dialog.remove(), click: (event) => { if (event.target === dialog) dialog.close(); } } },
    el('h2', { textContent: text(panel.title) }),
    ...part('question', text(panel.question), ''),
    ...part('definition', text(panel.help), ''),
    ...part('query', panel.query, 'code'),
    el('button', { type: 'button', textContent: say('close'), on: { click: () => dialog.close() } }));
  document.body.append(dialog);
  dialog.showModal();
}

// ---- views

function boardView({ id, query }) {
  const board = catalog.boards.find((one) => one.id === id);
  if (!board) return { nodes: [el('p', { className: 'lost', textContent: say('missing') })], ask: null, update() {} };
  const boxes = board.panels.map((placement) => ({ id: placement.panel.id, ...panelBox(placement) }));
  const grid = el('div', { className: `board board-${id}` }, ...boxes.map((one) => one.box));
  const rows = Math.max(...board.panels.map((one) => one.y + one.height));
  grid.style.setProperty('--rows', rows);
  grid.style.setProperty('--screens', Math.max(1, rows / ROWS));
  grid.classList.toggle('long', rows > ROWS);
  const words = query.toString();
  return {
    nodes: [filters(board, query), grid],
    ask: `/api/board/${id}${words ? `?${words}` : ''}`,
    title: text(board.title),
    update(answer) {
      boxes.forEach((one) => one.update(answer.panels[one.id], answer.to, answer.age_seconds ?? null));
    },
    dispose() { boxes.forEach((one) => one.dispose()); },
  };
}

/** What a board is narrowed to, and its period when it is not the running one. */
function filters(board, query) {
  const line = el('div', { className: 'filters' });
  for (const [name, value] of query) {
    const rest = new URLSearchParams(query);
    rest.delete(name);
    line.append(el('a', { className: 'chip', href: address('board', board.id, rest), textContent: `${name === 'shift' ? say('earlier') + ' ' : ''}${label(name, value)} ✕` }));
  }
  line.hidden = !line.childElementCount;
  return line;
}

/** What a list is narrowed to, in words; `||/h` is Elasticsearch's for the hour that an instant lies in. */
function narrowing(name, value) {
  return value.endsWith('||/h') ? moment(value.slice(0, -4), nowMs()) : label(name, value) || EMPTY;
}

function listView({ id, query }) {
  const has = (placement) => placement.panel.drills.some((one) => one.id === id);
  const board = catalog.boards.find((one) => one.panels.some(has));
  const panel = board?.panels.find(has).panel;
  if (!panel) return { nodes: [el('p', { className: 'lost', textContent: say('missing') })], ask: null, update() {} };
  const drill = panel.drills.find((one) => one.id === id);
  const number = drill === panel.drills[0] ? null : text(panel.columns.find((one) => one.name === drill.cells[0]));
  const listing = catalog.listings.find((one) => one.id === drill.list);
  const total = el('span', { className: 'total' });
  const body = el('div', { className: 'body' });
  let shown = { columns: [], values: [] };
  const made = table(listing.columns, body, documentTarget);
  const words = query.toString();
  const narrowed = [...query].filter(([name]) => name !== 'shift').map(([name, value]) => narrowing(name, value)).join(' · ');
  return {
    nodes: [el('section', { className: 'panel table page', id: `list-${id}` },
      el('h2', {}, el('a', { className: 'back', href: address('board', board.id), textContent: `← ${text(board.title)}` }),
        el('span', { textContent: [text(listing.title), text(panel.title), number, narrowed].filter(Boolean).join(' · ') }), total,
        el('button', { type: 'button', textContent: say('export'), on: { click: () => save(shown, `${id}.csv`) } })), body)],
    ask: `/api/list/${id}${words ? `?${words}` : ''}`,
    title: text(panel.title),
    update(answer) {
      shown = answer;
      put(total, say('total', answer.total) + (answer.total > answer.values.length ? ` · ${say('shown', answer.values.length)}` : ''));
      update({ update: made.update }, body, answer, answer.as_of);
    },
    dispose: made.dispose,
  };
}

/** A file for a spreadsheet. A cell that a spreadsheet would take for a formula is quoted as text. */
function save(table, name) {
  const quote = (value) => `"${String(value ?? '').replace(/^([=+\-@\t\r])/, "'$1").replaceAll('"', '""')}"`;
  const lines = [table.columns.map((column) => column.name), ...table.values].map((row) => row.map(quote).join(','));
  const link = el('a', { href: URL.createObjectURL(new Blob([`\ufeff${lines.join('\r\n')}\r\n`], { type: 'text/csv' })), download: name });
  link.click();
  URL.revokeObjectURL(link.href);
}

function caseView({ id }) {
  const summary = el('dl', { className: 'facts' });
  const clocks = el('div', { className: 'body' });
  const reasons = el('div', { className: 'reasons' });
  const pages = el('div', { className: 'reasons' });
  const column = (name, zh, en, format = 'plain') => ({ name, zh, en, format, role: 'show' });
  const clockTable = table([column('clock', '时钟', 'Clock', 'code'), column('clock_state', '结果', 'Result', 'code'), column('started_at', '开始', 'Start', 'time'), column('due_at', '截止', 'Due', 'time'), column('stopped_at', '完成', 'Done', 'time'), column('business_seconds', '用时', 'Took', 'duration'), column('department_id', '部门', 'Department', 'code'), column('cycle', '周期', 'Cycle', 'count')], clocks, () => null);
  const part = (head, ...nodes) => el('section', { className: 'panel table' }, el('h2', {}, el('span', { textContent: head })), ...nodes);
  const facts = catalog.listings.find((one) => one.id === 'cases').columns;
  return {
    nodes: [el('div', { className: 'case' }, el('h1', {}, el('button', { type: 'button', className: 'back', textContent: `← ${say('back')}`, on: { click: () => history.back() } }), el('span', { textContent: `${say('case')} ${id}` })),
      part(say('summary'), summary), part(say('clocks'), clocks), part(say('breaches'), reasons), part(say('pages'), pages))],
    ask: `/api/case/${encodeURIComponent(id)}`,
    title: id,
    update(answer) {
      const found = answer.cases[0]?.[0] ?? {};
      summary.replaceChildren(...facts.flatMap((fact) => { const dd = el('dd', {}, el('span')); fill(dd.firstChild, found[fact.name], fact, answer.as_of); return [el('dt', { textContent: text(fact) }), dd]; }));
      clockTable.update((found.clocks ?? []).map((one) => ({ ...one, clock_state: one.state })), answer.as_of);
      reasons.replaceChildren(...answer.breaches.map(([one]) => el('div', {}, el('h3', { textContent: `${label('clock', one.clock)} · ${label('state', one.state)}${one.late_seconds ? ` · ${duration(one.late_seconds)}` : ''}` }), el('ol', {}, ...[].concat((lang() === 'zh' ? one.explain_zh : one.explain) ?? one.explain ?? []).map((line) => el('li', { textContent: line }))))));
      pages.replaceChildren(...answer.pages.map(([one]) => el('div', { textContent: [cell(one['@timestamp'], { format: 'time' }, answer.as_of), label('state', one.state), one.role, one.channel, (lang() === 'zh' ? one.reason_zh : one.reason) ?? ''].filter(Boolean).join(' · ') })));
      for (const box of [reasons, pages]) box.dataset.message = box.childElementCount ? '' : say('none');
    },
    dispose: clockTable.dispose,
  };
}

// ---- the frame

function frame() {
  document.documentElement.lang = lang() === 'zh' ? 'zh-CN' : 'en';
  put(document.getElementById('brand'), say('brand'));
  const here = route();
  document.getElementById('boards').replaceChildren(...catalog.boards.map((board) => {
    const link = el('a', { href: address('board', board.id), textContent: text(board.title), title: text(board.question) });
    if (here.kind === 'board' && here.id === board.id) link.setAttribute('aria-current', 'page');
    return link;
  }));
  document.getElementById('state').replaceChildren(el('span', { className: 'day' }), el('span', { className: 'time' }), el('span', { className: 'age' }));
  const button = (words, click, title = words) => el('button', { type: 'button', textContent: words, title, 'aria-label': title, on: { click } });
  document.getElementById('tools').replaceChildren(
    button(say('other'), () => { setLang(lang() === 'zh' ? 'en' : 'zh'); open(); }),
    button('◐', () => { theme(document.documentElement.dataset.theme === 'dark' ? 'light' : 'dark'); open(); }, say('theme')),
    button(say('wall'), wall));
}

function theme(name) {
  document.documentElement.dataset.theme = name;
  localStorage.setItem('govbrain.theme', name);
}

let rotation = 0;

/** The whole screen in dark, and the next board every half minute, until somebody touches it; also by the address `?wall=1`. */
function wall() {
  if (rotation) return;
  // A browser refuses the full screen to who has not touched the page; a wall that begins by its address is started in kiosk mode.
  if (navigator.userActivation?.isActive) document.documentElement.requestFullscreen?.().catch(() => {});
  document.documentElement.dataset.theme = 'dark';
  document.body.classList.add('wall');
  open();
  rotation = setInterval(() => {
    // A board that is longer than the screen is shown to its end first.
    if (document.documentElement.scrollHeight - scrollY > innerHeight * 1.2) {
      scrollBy(0, innerHeight * 0.9);
      return;
    }
    const at = catalog.boards.findIndex((board) => board.id === route().id);
    location.hash = address('board', catalog.boards[(at + 1) % catalog.boards.length].id);
    scrollTo(0, 0);
  }, WALL_MS);
  const end = (event) => {
    if (event.type === 'keydown' && event.key !== 'Escape') return;
    clearInterval(rotation);
    rotation = 0;
    document.body.classList.remove('wall');
    open();
    theme(localStorage.getItem('govbrain.theme') ?? 'dark');
    for (const type of ['pointerdown', 'keydown']) removeEventListener(type, end);
  };
  setTimeout(() => { for (const type of ['pointerdown', 'keydown']) addEventListener(type, end); }, 500);
}

async function read(path) {
  const answer = await fetch(path, { headers: { Accept: 'application/json' } });
  if (!answer.ok) throw Object.assign(new Error(await answer.text()), { status: answer.status });
  return answer.json();
}

/** Asking again would not help: the address names a filter that is not there. The server says so in Chinese and in English. */
function refused(sentences) {
  const lines = sentences.split('\n');
  view.dispose?.();
  view = { ask: null };
  stage.replaceChildren(el('p', { className: 'lost', textContent: lines[lang() === 'zh' ? 0 : lines.length - 1] }));
}

async function poll() {
  clearTimeout(timer);
  const mine = ++asking;
  try {
    // A board drawn before the first grid was indexed gets its polygons when they are there.
    if (boundaries.length === 0) await readBoundaries();
    if (mine !== asking) return;
    if (view.ask && !document.hidden) {
      const asked = view;
      const answer = await read(asked.ask);
      if (mine !== asking) return;
      answered = true;
      setClock(answer);
      if (answer.as_of !== null) asked.update(answer);
      failures = 0;
    }
  } catch (failure) {
    if (mine !== asking) return;
    if (failure.status === 400) refused(failure.message);
    else failures += 1;
  }
  tick();
  stage.dataset.ready = failures === 0 ? 'true' : 'false';
  timer = setTimeout(poll, Math.min(SLOWEST_MS, POLL_MS * 2 ** failures));
}

async function readBoundaries() {
  boundaries = (await read('/api/boundaries')).grids;
  if (boundaries.length > 0) build();
}

function build() {
  const here = route();
  view?.dispose?.();
  view = { list: listView, case: caseView }[here.kind]?.(here) ?? boardView(here);
  stage.replaceChildren(...view.nodes);
  document.title = `${view.title ?? ''} · ${say('brand')}`;
}

function open() {
  hideHint();
  frame();
  build();
  stage.dataset.at = location.hash;
  stage.dataset.ready = 'false';
  poll();
}

async function start() {
  theme(localStorage.getItem('govbrain.theme') ?? 'dark');
  try {
    catalog = await read('/api/catalog');
  } catch {
    setTimeout(start, POLL_MS);
    return;
  }
  setLabels(catalog.labels);
  setZone(catalog.zone);
  boundaries = [];
  addEventListener('hashchange', open);
  document.addEventListener('visibilitychange', () => { if (!document.hidden) poll(); });
  setInterval(tick, 1000);
  open();
  if (new URLSearchParams(location.search).get('wall') === '1') wall();
}

start();
