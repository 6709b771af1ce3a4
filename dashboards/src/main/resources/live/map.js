// The grids as polygons, drawn from their documents: no tiles, no internet. Colour is never alone: red is hatched and
// carries a triangle with its number, yellow is dotted and carries a diamond.
import { cell, SHAPES } from './format.js';
import { label, say, text } from './words.js';

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

function patterns() {
  return svg('defs', {},
    svg('pattern', { id: 'hatch', width: 9, height: 9, patternUnits: 'userSpaceOnUse', patternTransform: 'rotate(45)' },
      svg('rect', { width: 9, height: 9, class: 'hatch-ground' }), svg('rect', { width: 4, height: 9, class: 'hatch-line' })),
    svg('pattern', { id: 'dots', width: 9, height: 9, patternUnits: 'userSpaceOnUse' },
      svg('rect', { width: 9, height: 9, class: 'dots-ground' }), svg('circle', { cx: 4.5, cy: 4.5, r: 2, class: 'dots-dot' })));
}

/** Makes a map for a panel; `show(polygonHint)` tells what lies under the pointer, `open(row)` is called by a click. */
export function gridMap(panel, boundaries, { show, hide, open }) {
  const { place, height } = project(boundaries);
  const cells = new Map();
  const shapes = svg('g', {});
  const marks = svg('g', { class: 'marks' });
  const names = svg('g', { class: 'community-names' });
  const size = Math.sqrt((WIDTH * height) / Math.max(boundaries.length, 1));
  for (const grid of boundaries) {
    const projected = rings(grid.boundary).map((ring) => ring.map(place));
    if (projected.length === 0) continue;
    const path = projected.map((ring) => `M${ring.map(([x, y]) => `${x.toFixed(1)},${y.toFixed(1)}`).join('L')}Z`).join('');
    const polygon = svg('path', { d: path, class: 'grid', 'fill-rule': 'evenodd' });
    shapes.append(polygon);
    cells.set(grid.grid_id, { polygon, at: centre(projected[0]), mark: null });
  }
  const root = svg('svg', { viewBox: `-8 -8 ${WIDTH + 16} ${height + 16}`, class: 'grid-map', role: 'img' },
    patterns(), shapes, names, marks);
  const legend = document.createElement('div');
  legend.className = 'legend';
  const column = (role) => panel.columns.find((c) => c.role === role);
  const labels = panel.columns.filter((c) => c.role === 'label');
  let rows = new Map();

  root.addEventListener('pointermove', (event) => {
    const found = [...cells].find(([, c]) => c.polygon === event.target);
    const row = found && rows.get(found[0]);
    if (row) show(event, hint(row)); else hide();
  });
  root.addEventListener('pointerleave', hide);
  root.addEventListener('click', (event) => {
    const found = [...cells].find(([, c]) => c.polygon === event.target);
    if (found && rows.has(found[0])) open(rows.get(found[0]));
  });

  function hint(row) {
    const light = column('light') ? row[column('light').name] : null;
    const head = [light ? SHAPES[light] : '', row.grid_name ?? row[column('key').name]].join(' ').trim();
    return [head, ...labels.filter((c) => c.name !== 'grid_name' && row[c.name] !== null)
      .map((c) => `${text(c)}  ${cell(row[c.name], c)}`)];
  }

  function mark(known, shape, number, kind) {
    const word = number ? `${shape}${number}` : shape;
    if (known.mark?.textContent === word && known.kind === kind) return;
    known.mark?.remove();
    known.kind = kind;
    known.mark = word ? svg('text', { x: known.at[0], y: known.at[1], class: `mark ${kind}`, 'font-size': (size * 0.34).toFixed(1) }, word) : null;
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
    const drawn = [...sums].map(([name, [x, y, n, stands]]) => svg('text', { x: (x / n).toFixed(1), y: (y / n + size * 0.42).toFixed(1), class: stands ? 'stands' : 'quiet', 'font-size': (size * (stands ? 0.34 : 0.22)).toFixed(1) }, name))
      .sort((a, b) => (a.getAttribute('class') === 'quiet' ? 0 : 1) - (b.getAttribute('class') === 'quiet' ? 0 : 1));
    const said = drawn.map((node) => node.outerHTML).join('');
    if (names.dataset.said === said) return;
    names.dataset.said = said;
    names.replaceChildren(...drawn);
  }

  function update(newRows) {
    const key = column('key').name;
    rows = new Map(newRows.map((row) => [row[key], row]));
    const light = column('light');
    const value = column('value');
    const most = Math.max(1, ...newRows.map((row) => (value ? row[value.name] ?? 0 : 0)));
    const counts = {};
    for (const [id, known] of cells) {
      const row = rows.get(id);
      const kind = light ? (row?.[light.name] ?? 'unknown') : 'plain';
      counts[kind] = (counts[kind] ?? 0) + 1;
      known.stands = light ? kind === 'red' : value ? (row?.[value.name] ?? 0) >= most * 0.6 && (row?.[value.name] ?? 0) > 0 : false;
      known.polygon.setAttribute('class', `grid ${light && SHAPES[kind] ? kind : light && kind !== 'unknown' ? `kind-${kind}` : light ? 'unknown' : 'plain'}`);
      if (value) known.polygon.style.fillOpacity = String(0.06 + 0.9 * ((row?.[value.name] ?? 0) / most));
      if (light) mark(known, kind === 'red' || kind === 'yellow' ? SHAPES[kind] : '', kind === 'red' ? row?.overdue_cases : kind === 'yellow' ? row?.warned_cases : 0, kind);
    }
    communityNames();
    legend.replaceChildren(...Object.keys(light?.format === 'light' ? { red: 1, yellow: 1, green: 1 } : light ? counts : {})
      .filter((kind) => kind !== 'unknown')
      .map((kind) => {
        const item = document.createElement('span');
        item.className = `legend-item ${SHAPES[kind] ? kind : `kind-${kind}`}`;
        item.textContent = `${SHAPES[kind] ?? '■'} ${label(light.name, kind)} ${counts[kind] ?? 0}`;
        return item;
      }));
    if (value) {
      const scale = document.createElement('span');
      scale.className = 'legend-item scale';
      scale.append(`${text(value)} 0 `, document.createElement('i'), ` ${cell(most, value)}`);
      legend.append(scale);
    }
    root.setAttribute('aria-label', `${text(panel.title)}: ${legend.textContent} ${say('grids')}`);
  }

  return { nodes: [root, legend], update };
}
