// The grids as polygons, drawn from their documents: no tiles, no internet. Colour is never alone: red is hatched and
// carries a triangle with its number, yellow is dotted and carries a diamond.
import { SHAPES, cell, lightOf } from './format.js';
import { farPx, isWall, wide } from './wall.js';
import { label, named, say, text } from './words.js';

const SVG = 'http://www.w3.org/2000/svg';
const WIDTH = 1000;

function svg(tag, attributes = {}, ...children) {
  const node = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  node.append(...children);
  return node;
}

function rings(geometry) {
  if (geometry.type === 'Polygon') return geometry.coordinates;
  if (geometry.type === 'MultiPolygon') return geometry.coordinates.flat();
  return [];
}

/** Projects all boundaries on a plane of 1000 units width; true to shape at the size of a city. */
function project(grids) {
  let [west, east, south, north] = [Infinity, -Infinity, Infinity, -Infinity];
  for (const grid of grids) {
    for (const [lon, lat] of rings(grid.boundary).flat()) {
      west = Math.min(west, lon); east = Math.max(east, lon);
      south = Math.min(south, lat); north = Math.max(north, lat);
    }
  }
  if (west > east) return { place: (point) => point, height: WIDTH * 0.6 };
  const squeeze = Math.cos(((south + north) / 2) * Math.PI / 180);
  const scale = WIDTH / Math.max((east - west) * squeeze, 1e-9);
  const place = ([lon, lat]) => [(lon - west) * squeeze * scale, (north - lat) * scale];
  return { place, height: Math.max((north - south) * scale, 1) };
}

function centre(points) {
  let [area, x, y] = [0, 0, 0];
  for (let i = 0, j = points.length - 1; i < points.length; j = i, i += 1) {
    const cross = points[j][0] * points[i][1] - points[i][0] * points[j][1];
    area += cross;
    x += (points[j][0] + points[i][0]) * cross;
    y += (points[j][1] + points[i][1]) * cross;
  }
  return Math.abs(area) < 1e-9 ? points[0] : [x / (3 * area), y / (3 * area)];
}

function meets(one, other) {
  return Math.abs(one.x - other.x) < (one.wide + other.wide) / 2 && Math.abs(one.y - other.y) < (one.high + other.high) / 2;
}

function patterns() {
  return svg('defs', {},
    svg('pattern', { id: 'hatch', width: 9, height: 9, patternUnits: 'userSpaceOnUse', patternTransform: 'rotate(45)' },
      svg('rect', { width: 9, height: 9, class: 'hatch-ground' }), svg('rect', { width: 4, height: 9, class: 'hatch-line' })),
    svg('pattern', { id: 'dots', width: 9, height: 9, patternUnits: 'userSpaceOnUse' },
      svg('rect', { width: 9, height: 9, class: 'dots-ground' }), svg('circle', { cx: 4.5, cy: 4.5, r: 2, class: 'dots-dot' })));
}

/** What the grids can be coloured by: the panel's own light or value first, then every other figure or code that it tells. */
function colourings(panel) {
  const own = panel.columns.filter((c) => c.role === 'light' || c.role === 'value');
  const other = panel.columns.filter((c) => c.role === 'label' && (['light', 'code', 'percent'].includes(c.format) || ['long', 'double'].includes(c.type)));
  return [...own, ...other];
}

/** What a reader has chosen on a map, kept for the next visit. */
function choice(panel, layers) {
  const key = `govbrain.map.${panel.id}`;
  const kept = JSON.parse(localStorage.getItem(key) ?? '{}');
  const all = colourings(panel);
  return {
    colour: all.find((c) => c.name === kept.colour) ?? all[0],
    on: new Set(kept.on ?? layers.filter((layer) => layer.shown.includes(panel.id)).map((layer) => layer.id)),
    keep() { localStorage.setItem(key, JSON.stringify({ colour: this.colour.name, on: [...this.on] })); },
  };
}

const LAYER_MS = 10000;
const POINTS = {
  buildings: (x, y, r) => svg('rect', { x: x - r, y: y - r, width: 2 * r, height: 2 * r }),
  hazards: (x, y, r) => svg('path', { d: `M${x},${y - 1.4 * r}L${x + 1.4 * r},${y}L${x},${y + 1.4 * r}L${x - 1.4 * r},${y}Z` }),
};

/** A layer above the grids: points at their place, or the outline of the grids that each document names. */
function layerAbove(layer, place, cells, ask) {
  const group = svg('g', { class: `layer of-${layer.colour}`, 'data-layer': layer.id });
  const key = layer.columns.find((c) => c.role === 'key');
  const light = layer.columns.find((c) => c.role === 'light');
  let asked = -LAYER_MS;
  let found = new Map();

  function point(row) {
    const at = /POINT ?\(([-\d.]+) ([-\d.]+)\)/.exec(row.location ?? '');
    if (!at) return null;
    const [x, y] = place([Number(at[1]), Number(at[2])]);
    const node = (POINTS[layer.id] ?? ((cx, cy, r) => svg('circle', { cx, cy, r })))(x, y, layer.size * 1.15);
    node.setAttribute('class', `point ${light ? row[light.name] : ''}`);
    return node;
  }

  /** Of the edges of all grids of a cluster only the outer half of those that it shares with no other of it is left. */
  function outline(row, i) {
    const grids = [].concat(row[key.name] ?? []).map((id) => cells.get(id)?.d).filter(Boolean);
    if (grids.length === 0) return null;
    const d = grids.join('');
    const id = `cluster-${layer.id}-${i}`;
    return svg('g', {},
      svg('mask', { id, maskUnits: 'userSpaceOnUse', x: -50, y: -50, width: 5000, height: 5000 },
        svg('rect', { x: -50, y: -50, width: 5000, height: 5000, fill: '#fff' }), svg('path', { d, fill: '#000', stroke: '#000', 'stroke-width': 2 })),
      svg('path', { d, class: 'cluster', mask: `url(#${id})` }));
  }

  function draw(rows) {
    const seen = new Set();
    const newest = rows.filter((row) => !layer.each || (!seen.has(row[layer.each]) && seen.add(row[layer.each])));
    found = new Map();
    group.replaceChildren(...newest.map((row, i) => {
      const node = key ? outline(row, i) : point(row);
      if (node) found.set(node, row);
      return node;
    }).filter(Boolean));
  }

  return {
    group,
    find: (node) => found.get(node),
    refresh() {
      if (performance.now() - asked < LAYER_MS) return;
      asked = performance.now();
      ask(layer.id).then(draw, () => { asked = -LAYER_MS; });
    },
    clear() { asked = -LAYER_MS; found = new Map(); group.replaceChildren(); },
  };
}

/**
 * Makes a map for a panel; `show(event, lines)` tells what lies under the pointer, `open(row, column)` is called by a click, `ask(layer)`
 * gives the rows of one of `layers`.
 */
export function gridMap(panel, boundaries, { show, hide, open, layers, ask }) {
  const { place, height } = project(boundaries);
  const cells = new Map();
  const shapes = svg('g', {});
  const marks = svg('g', { class: 'marks' });
  const names = svg('g', { class: 'community-names' });
  const size = Math.sqrt((WIDTH * height) / Math.max(boundaries.length, 1));
  for (const grid of boundaries) {
    const projected = rings(grid.boundary).map((ring) => ring.map(place));
    if (projected.length === 0) continue;
    const d = projected.map((ring) => `M${ring.map(([x, y]) => `${x.toFixed(1)},${y.toFixed(1)}`).join('L')}Z`).join('');
    const polygon = svg('path', { d, class: 'grid', 'fill-rule': 'evenodd' });
    shapes.append(polygon);
    cells.set(grid.grid_id, { polygon, d, at: centre(projected[0]), mark: null });
  }
  const chosen = choice(panel, layers);
  const above = layers.map((layer) => ({ layer, ...layerAbove(layer, place, cells, ask) }));
  const root = svg('svg', { viewBox: `-8 -8 ${WIDTH + 16} ${height + 16}`, class: 'grid-map', role: 'img' },
    patterns(), shapes, ...above.map((one) => one.group), names, marks);
  const legend = document.createElement('div');
  legend.className = 'legend';
  const column = (role) => panel.columns.find((c) => c.role === role);
  const labels = panel.columns.filter((c) => c.role !== 'key' && c.role !== 'of' && c.name !== 'grid_name');
  let rows = new Map();

  const pick = document.createElement('select');
  pick.setAttribute('aria-label', say('colourBy'));
  pick.title = say('colourBy');
  pick.replaceChildren(...colourings(panel).map((c) => new Option(text(c), c.name, false, c === chosen.colour)));
  pick.addEventListener('change', () => {
    chosen.colour = panel.columns.find((c) => c.name === pick.value);
    chosen.keep();
    colour();
  });
  const switches = above.map((one) => {
    const button = document.createElement('button');
    button.type = 'button';
    button.className = `switch of-${one.layer.colour}`;
    button.textContent = text(one.layer.title);
    button.setAttribute('aria-pressed', chosen.on.has(one.layer.id));
    button.addEventListener('click', () => {
      if (!chosen.on.delete(one.layer.id)) chosen.on.add(one.layer.id);
      button.setAttribute('aria-pressed', chosen.on.has(one.layer.id));
      chosen.keep();
      refresh();
    });
    return button;
  });
  const tools = document.createElement('div');
  tools.className = 'map-tools';
  tools.append(pick, ...switches);

  function refresh() {
    for (const one of above) {
      if (chosen.on.has(one.layer.id)) one.refresh(); else one.clear();
    }
  }

  function under(node) {
    for (const one of above) {
      const row = one.find(node);
      if (row) return { row: row.case_id ? row : null, lines: one.layer.columns.filter((c) => c.role !== 'key').map((c) => (row[c.name] === null || row[c.name] === undefined ? null : `${text(c)}  ${cell(row[c.name], c)}`)).filter(Boolean) };
    }
    const found = [...cells].find(([, c]) => c.polygon === node);
    const row = found && rows.get(found[0]);
    return row ? { row, lines: hint(row) } : null;
  }

  root.addEventListener('pointermove', (event) => {
    const found = under(event.target);
    if (found) show(event, found.lines); else hide();
  });
  root.addEventListener('pointerleave', hide);
  root.addEventListener('click', (event) => {
    const found = under(event.target);
    if (found?.row) open(found.row, chosen.colour.name);
  });

  /** A rate is told with its numerator and denominator, which the next column has. */
  function hint(row) {
    const light = column('light') ? row[column('light').name] : null;
    const head = [light ? SHAPES[light] ?? '' : '', named('grid_name', row.grid_name ?? row[column('key').name])].join(' ').trim();
    return [head, ...labels.filter((c) => row[c.name] !== null && row[c.name] !== undefined).map((c) => {
      const of = panel.columns[panel.columns.indexOf(c) + 1];
      return `${text(c)}  ${cell(row[c.name], c)}${of?.role === 'of' ? `  (${row[of.name]})` : ''}`;
    })];
  }

  /** Letters as high as a share of a grid, and on a wall never smaller than what is read from five metres. */
  function letters(share) {
    const box = root.getBoundingClientRect();
    const scale = Math.min(box.width / (WIDTH + 16), box.height / (height + 16));
    return Math.max(size * share, isWall() && scale > 0 ? farPx() / scale : 0).toFixed(1);
  }

  function mark(known, shape, number, kind) {
    const word = number ? `${shape}${number}` : shape;
    const high = letters(0.34);
    if (known.mark?.textContent === word && known.kind === kind && known.mark.getAttribute('font-size') === high) return;
    known.mark?.remove();
    known.kind = kind;
    known.mark = word ? svg('text', { x: known.at[0], y: known.at[1], class: `mark ${kind}`, 'font-size': high }, word) : null;
    if (known.mark) marks.append(known.mark);
  }

  function communityNames() {
    const sums = new Map();
    for (const [id, row] of rows) {
      const known = cells.get(id);
      if (!known || !row.community_name) continue;
      const sum = sums.get(row.community_name) ?? [0, 0, 0, false];
      sums.set(row.community_name, [sum[0] + known.at[0], sum[1] + known.at[1], sum[2] + 1, sum[3] || known.stands]);
    }
    // Where something stands out its community is named large; the others quietly, on screens where that can be read.
    const places = [...sums].map(([name, [x, y, n, stands]]) => {
      const high = Number(letters(stands ? 0.34 : 0.22));
      const words = named('community_name', name);
      const half = wide(words, high) / 2;
      return { words, high, stands, x: Math.min(Math.max(x / n, half), WIDTH - half), y: y / n + size * 0.42 + (isWall() ? high * 0.6 : 0), wide: 2 * half };
    });
    // No name lies on another: of two, the first stays. A wall has no room for the quiet ones.
    const standing = [];
    for (const one of places) if (one.stands && !standing.some((other) => meets(one, other))) standing.push(one);
    const quiet = isWall() ? [] : places.filter((one) => !one.stands && !standing.some((other) => meets(one, other)));
    const drawn = [...quiet, ...standing].map((one) => svg('text', { x: one.x.toFixed(1), y: one.y.toFixed(1), class: one.stands ? 'stands' : 'quiet', 'font-size': one.high.toFixed(1) }, one.words));
    const said = drawn.map((node) => node.outerHTML).join('');
    if (names.dataset.said === said) return;
    names.dataset.said = said;
    names.replaceChildren(...drawn);
  }

  /** A light of its own limits, a code, or a share of the largest value. */
  function kindOf(row) {
    const by = chosen.colour;
    const value = row?.[by.name] ?? null;
    if (by.format === 'light' || by.format === 'code') return value ?? 'unknown';
    return by.light ? lightOf(value, by.light) ?? 'unknown' : 'plain';
  }

  function colour() {
    const by = chosen.colour;
    const lights = by.format === 'light' || Boolean(by.light);
    const figures = [...rows.values()].map((row) => Number(row[by.name] ?? 0));
    const most = Math.max(0, ...figures) || 1;
    const counts = {};
    for (const [id, known] of cells) {
      const row = rows.get(id);
      const kind = kindOf(row);
      counts[kind] = (counts[kind] ?? 0) + 1;
      const value = Number(row?.[by.name] ?? 0);
      known.stands = kind === 'red' || (kind === 'plain' && value > 0 && value >= most * 0.6);
      known.polygon.setAttribute('class', `grid ${SHAPES[kind] || kind === 'plain' || kind === 'unknown' ? kind : `kind-${kind}`}`);
      known.polygon.style.fillOpacity = kind === 'plain' ? String(0.06 + 0.9 * (value / most)) : '';
      const number = by.format !== 'light' ? 0 : kind === 'red' ? row?.overdue_cases : row?.warned_cases;
      mark(known, lights && (kind === 'red' || kind === 'yellow') ? SHAPES[kind] : '', number, kind);
    }
    communityNames();
    const word = (kind) => (by.light ? `${SHAPES[kind]} ${counts[kind] ?? 0}` : `${SHAPES[kind] ?? '■'} ${label(by.name, kind)} ${counts[kind] ?? 0}`);
    legend.replaceChildren(...(lights ? ['red', 'yellow', 'green'] : Object.keys(counts))
      .filter((kind) => kind !== 'unknown' && kind !== 'plain')
      .map((kind) => {
        const item = document.createElement('span');
        item.className = `legend-item ${SHAPES[kind] ? kind : `kind-${kind}`}`;
        item.textContent = word(kind);
        return item;
      }));
    if (counts.plain) {
      const scale = document.createElement('span');
      scale.className = 'legend-item scale';
      scale.append(`${text(by)} 0 `, document.createElement('i'), ` ${cell(most, by)}`);
      legend.append(scale);
    }
    root.setAttribute('aria-label', `${text(panel.title)}: ${legend.textContent} ${say('grids')}`);
  }

  function update(newRows) {
    const key = column('key').name;
    rows = new Map(newRows.map((row) => [row[key], row]));
    colour();
    refresh();
  }

  return { nodes: [tools, root, legend], update };
}
