// Bars, columns, lines and heat maps by Apache ECharts. Text is drawn on a canvas, so nothing in it can be markup.
import { SHAPES, cell, lightOf } from './format.js';
import { farPx, isWall, rem, wide } from './wall.js';
import { text } from './words.js';

// Okabe and Ito's colours, which people with any colour vision tell apart, brightened for a dark wall.
const SERIES = ['#56b4e9', '#ff7f50', '#2fb3a0', '#f2c14e', '#c58bd8', '#8fa3b8'];
const COLOURS = { red: '#ff6b4a', yellow: '#f2c14e', green: '#2fb3a0', blue: '#56b4e9', grey: '#8fa3b8' };

// Codes that have a colour of their own: patterns that of the map, states of a list what they mean.
const CODES = {
  'new-hot': '#ff6b4a', 'consecutive-hot': '#e08a3c', 'intensifying-hot': '#d6336c', 'persistent-hot': '#b5651d', 'diminishing-hot': '#f2c14e', 'sporadic-hot': '#c58bd8', 'oscillating-hot': '#56b4e9', 'historical-hot': '#8fa3b8',
  'new-cold': '#9ecbee', 'consecutive-cold': '#7fb6e0', 'intensifying-cold': '#1f5f99', 'persistent-cold': '#2f78b7', 'diminishing-cold': '#b9d8ef', 'sporadic-cold': '#6f93b5', 'oscillating-cold': '#4c8fc2', 'historical-cold': '#5a7590',
  done: '#2fb3a0', under_way: '#56b4e9', seen: '#f2c14e', untouched: '#8fa3b8',
};

function style(name) { return getComputedStyle(document.documentElement).getPropertyValue(name).trim(); }

function by(panel, role) { return panel.columns.filter((column) => column.role === role); }

/** Names along the bottom stand whole: between words broken into lines, and smaller where one word would be cut in two. */
function namesBelow(column, names, width, size) {
  if (!['plain', 'code'].includes(column.format)) return { interval: 'auto' };
  const room = Math.max(rem() * 2, (width - rem() * 6) / Math.max(names.length, 1));
  const longest = Math.max(1, ...names.flatMap((name) => name.split(' ')).map((word) => wide(word, size)));
  if (longest * 0.7 > room) return { interval: 0, hideOverlap: false, rotate: 40 };
  return { interval: 0, hideOverlap: false, width: room, overflow: 'break', fontSize: Math.max(size * 0.7, Math.min(size, (size * room) / longest)) };
}

/** Room for names beside bars: as wide as the longest, and at most a third of the chart. */
function besideBars(names, width, size) {
  return { interval: 0, width: Math.min(isWall() ? width / 2 : width / 3, Math.max(...names.map((name) => wide(name, size)), 1) + size), overflow: 'break' };
}

function letters() { return isWall() ? farPx() : rem() * 0.86; }

/** The option for a panel's rows in a chart of so many pixels. */
function option(panel, rows, now, width) {
  const size = letters();
  const ink = style('--ink-2');
  const faint = style('--line');
  const axis = { axisLabel: { color: ink, fontSize: size, hideOverlap: true }, axisLine: { lineStyle: { color: faint } }, axisTick: { show: false }, splitLine: { lineStyle: { color: faint, opacity: 0.6 } } };
  const base = {
    animation: false,
    textStyle: { fontFamily: getComputedStyle(document.body).fontFamily },
    tooltip: { renderMode: 'richText', confine: true, trigger: 'axis', axisPointer: { type: 'shadow' }, backgroundColor: style('--panel-2'), borderColor: faint, textStyle: { color: style('--ink'), fontSize: size } },
    grid: { left: rem() * 0.6, right: rem() * 1.1, top: rem() * 2, bottom: rem() * 0.4, outerBoundsMode: 'same', outerBoundsContain: 'axisLabel' },
    legend: { top: 0, right: 0, itemWidth: size, itemHeight: size * 0.7, textStyle: { color: ink, fontSize: size } },
  };
  const x = by(panel, 'x')[0];
  if (panel.chart === 'heatmap') return { ...base, ...heatmap(panel, rows, now, axis, size, width) };
  if (panel.chart === 'pie') return { ...base, ...pie(panel, rows, size, ink) };
  if (panel.chart === 'gauge') return { ...base, ...gauge(panel, rows, size, ink, faint) };
  const keys = [...new Set(rows.map((row) => row[x.name]))];
  const names = keys.map((key) => cell(key, x, now));
  const series = seriesOf(panel, rows, keys, x);
  const flat = panel.chart === 'bar';
  const category = { ...axis, type: 'category', data: names, inverse: flat, splitLine: { show: false }, axisLabel: { ...axis.axisLabel, ...(flat ? besideBars(names, width, size) : namesBelow(x, names, width, size)) } };
  const value = { ...axis, type: 'value', minInterval: 1, splitNumber: 3, axisLabel: { ...axis.axisLabel, formatter: (v) => v.toLocaleString('en-US') } };
  const only = series.length === 1;
  return {
    ...base,
    legend: { ...base.legend, show: !only },
    grid: { ...base.grid, top: only ? rem() * 0.5 : Math.max(rem() * 2, size * 1.4), right: Math.max(rem() * 1.1, flat && only ? size * 1.6 : 0) },
    xAxis: flat ? { ...value, axisLabel: { show: false }, splitLine: { show: false } } : category,
    yAxis: flat ? category : value,
    series: series.map((one, i) => ({
      name: one.name,
      type: panel.chart === 'line' ? 'line' : 'bar',
      stack: panel.chart === 'line' || one.beside ? undefined : 'all',
      symbol: ['circle', 'triangle', 'diamond', 'rect'][i % 4],
      symbolSize: size * 0.6,
      lineStyle: { width: rem() * 0.16, type: ['solid', 'dashed', 'dotted'][i % 3] },
      barMaxWidth: Math.max(rem() * 1.6, size * 1.1),
      itemStyle: { color: COLOURS[one.colour] ?? SERIES[i % SERIES.length] },
      label: { show: flat, position: only ? 'right' : 'inside', color: only ? style('--ink') : '#0a121b', fontSize: isWall() ? size : size * 1.1, formatter: (p) => (p.value ? one.words[p.dataIndex] : '') },
      data: one.values.map((v, k) => (one.lights[k] ? { value: v, itemStyle: { color: COLOURS[one.lights[k]] } } : v)),
    })),
  };
}

function seriesOf(panel, rows, keys, x) {
  const split = by(panel, 'series')[0];
  const values = by(panel, 'value');
  const find = (key, part) => rows.find((row) => row[x.name] === key && (!split || row[split.name] === part));
  const one = (name, column, part) => {
    const cells = keys.map((key) => find(key, part)?.[column.name] ?? null);
    return { name, colour: column.colour, values: cells, words: cells.map((v) => cell(v, column)), lights: cells.map((v) => lightOf(v, column.light)), beside: panel.chart === 'column' && !split };
  };
  if (split) return [...new Set(rows.map((row) => row[split.name]))].map((part) => one(cell(part, split), values[0], part));
  return values.map((column) => one(text(column), column));
}

/** Of bars under each other, the worst first, as many as have room for their names. */
function whole(panel, rows, height) {
  return panel.chart === 'bar' ? rows.slice(0, Math.max(1, Math.floor(height / (letters() * 1.5)))) : rows;
}

/** Names of rows stand to the left of a heat map; what they leave is for the columns. */
function heatmap(panel, rows, now, axis, size, width) {
  const [x, y, value] = ['x', 'y', 'value'].map((role) => by(panel, role)[0]);
  const xs = [...new Set(rows.map((row) => row[x.name]))].sort((a, b) => (a < b ? -1 : 1));
  const ys = [...new Set(rows.map((row) => row[y.name]))];
  const names = ys.map((v) => cell(v, y));
  const most = Math.max(1, ...rows.map((row) => row[value.name]));
  return {
    legend: { show: false },
    tooltip: { renderMode: 'richText', confine: true, textStyle: { fontSize: size }, formatter: (p) => `${cell(ys[p.value[1]], y)} ${cell(xs[p.value[0]], x, now)}: ${p.value[2]}` },
    grid: { left: size * 0.6, right: size, top: size * 0.4, bottom: size * 0.4, outerBoundsMode: 'same', outerBoundsContain: 'axisLabel' },
    xAxis: { ...axis, type: 'category', data: xs.map((v) => cell(v, x, now)), splitLine: { show: false }, axisLabel: { ...axis.axisLabel, ...namesBelow(x, xs.map((v) => cell(v, x, now)), width - besideBars(names, width, size).width, size) } },
    yAxis: { ...axis, type: 'category', data: names, inverse: true, splitLine: { show: false }, axisLabel: { ...axis.axisLabel, ...besideBars(names, width, size) } },
    visualMap: { show: false, min: 0, max: most, inRange: { color: [style('--heat-0'), style('--heat-1'), style('--heat-2')] } },
    series: [{ type: 'heatmap', data: rows.map((row) => [xs.indexOf(row[x.name]), ys.indexOf(row[y.name]), row[value.name]]), label: { show: (width - besideBars(names, width, size).width) / xs.length > size * 1.2, fontSize: size * 0.9, color: style('--ink'), textBorderWidth: 0, formatter: (p) => (p.value[2] ? String(p.value[2]) : '') }, itemStyle: { borderColor: style('--panel'), borderWidth: 2 } }],
  };
}

function pie(panel, rows, size, ink) {
  const [x, value] = ['x', 'value'].map((role) => by(panel, role)[0]);
  return {
    legend: { show: false },
    tooltip: { renderMode: 'richText', confine: true, textStyle: { fontSize: size } },
    series: [{
      type: 'pie',
      radius: ['38%', '64%'],
      labelLine: { length: size * 0.7, length2: size * 0.5 },
      label: { color: ink, fontSize: size, overflow: 'break', bleedMargin: 0, formatter: (p) => `${p.name} ${cell(p.value, value)}` },
      data: rows.map((row, i) => ({ name: cell(row[x.name], x), value: row[value.name], itemStyle: { color: CODES[row[x.name]] ?? SERIES[i % SERIES.length] } })),
    }],
  };
}

function gauge(panel, rows, size, ink, faint) {
  const [value, of] = ['value', 'of'].map((role) => by(panel, role)[0]);
  const share = rows[0]?.[value.name] ?? null;
  const light = lightOf(share, value.light);
  return {
    legend: { show: false },
    tooltip: { show: false },
    series: [{
      type: 'gauge',
      startAngle: 200,
      endAngle: -20,
      min: 0,
      max: 1,
      radius: '95%',
      center: ['50%', '62%'],
      progress: { show: true, width: size, itemStyle: { color: light ? COLOURS[light] : SERIES[0] } },
      axisLine: { lineStyle: { width: size, color: [[1, faint]] } },
      pointer: { show: false },
      axisTick: { show: false },
      splitLine: { show: false },
      axisLabel: { show: false },
      detail: { offsetCenter: [0, 0], color: ink, fontSize: size * 2.4, lineHeight: size * 3, formatter: () => `${light ? `${SHAPES[light]} ` : ''}${cell(share, value)}${of ? `\n${cell(rows[0]?.[of.name], of)}` : ''}` },
      data: [{ value: share ?? 0 }],
    }],
  };
}

/** The row and the number that a mark of a chart shows. */
function marked(panel, rows, { dataIndex, seriesIndex }) {
  const [x, split] = ['x', 'series'].map((role) => by(panel, role)[0]);
  const values = by(panel, 'value');
  if (!x) return { row: rows[0], column: values[0].name };
  if (panel.chart === 'heatmap') return { row: rows[dataIndex], column: values[0].name };
  const key = [...new Set(rows.map((row) => row[x.name]))][dataIndex];
  const part = split && [...new Set(rows.map((row) => row[split.name]))][seriesIndex];
  const row = rows.find((one) => one[x.name] === key && (!split || one[split.name] === part));
  return row && { row, column: split ? values[0].name : values[seriesIndex].name };
}

/** Makes a chart for a panel; `open(row, column)` is called by a click on one of its marks. */
export function chart(panel, open) {
  const node = document.createElement('div');
  node.className = 'chart';
  let drawn = null;
  let rows = [];
  let now = null;
  let said = '';
  const observer = new ResizeObserver(() => { if (drawn && node.clientWidth > 0) { drawn.resize(); draw(true); } });
  observer.observe(node);

  function draw(anew) {
    if (node.clientWidth === 0) return;
    if (!drawn) {
      drawn = echarts.init(node, null, { renderer: 'canvas' });
      drawn.on('click', (mark) => {
        const found = marked(panel, rows, mark);
        if (found) open(found.row, found.column);
      });
    }
    node.dataset.letters = letters();
    const next = option(panel, whole(panel, rows, node.clientHeight), now, node.clientWidth);
    const words = JSON.stringify([next.series, next.xAxis?.data, next.yAxis?.data]);
    if (anew || words !== said) drawn.setOption(next, true);
    said = words;
  }

  return {
    nodes: [node],
    update(newRows, asOf) { rows = newRows; now = asOf; draw(false); },
    dispose() { observer.disconnect(); drawn?.dispose(); },
  };
}
