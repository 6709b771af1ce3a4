// How values are written. Empty is always a dash, never 0.
import { label, lang, named, say } from './words.js';

export const EMPTY = '—';
export const SHAPES = { red: '▲', yellow: '◆', green: '●' };
const PLACES = ['community_name', 'grid_name'];
let zone = 'UTC';
let formats = {};

export function setZone(id) {
  zone = id;
  const options = (more) => new Intl.DateTimeFormat('en-GB', { timeZone: zone, hourCycle: 'h23', ...more });
  formats = {
    time: options({ hour: '2-digit', minute: '2-digit', second: '2-digit' }),
    short: options({ hour: '2-digit', minute: '2-digit' }),
    parts: options({ year: 'numeric', month: '2-digit', day: '2-digit' }),
  };
}

/** 2026-03-20 in the city's zone. */
export function day(instant) {
  const parts = Object.fromEntries(formats.parts.formatToParts(instant).map((p) => [p.type, p.value]));
  return `${parts.year}-${parts.month}-${parts.day}`;
}

export function timeOfDay(instant) { return formats.time.format(instant); }

export function weekday(instant) {
  const index = new Date(`${day(instant)}T00:00:00Z`).getUTCDay();
  return say('weekdays').split(' ')[index];
}

/** A time of day; with month and day when it is not the day of `now`. */
export function moment(value, now) {
  const instant = new Date(value);
  const date = day(instant);
  const time = formats.short.format(instant);
  return now && day(new Date(now)) === date ? time : `${date.slice(5)} ${time}`;
}

/** Seconds in words, at most so many units. */
export function duration(seconds, most = 2) {
  const zh = lang() === 'zh';
  const s = Math.max(0, Math.round(seconds));
  const units = zh ? ['天', '小时', '分', '秒'] : ['d', 'h', 'm', 's'];
  const amounts = [Math.floor(s / 86400), Math.floor(s / 3600) % 24, Math.floor(s / 60) % 60, s % 60];
  const first = amounts.findIndex((a) => a > 0);
  if (first < 0) return `0${zh ? '' : ' '}${units[3]}`;
  const used = [first, first + 1].slice(0, most).filter((i) => i < 4 && amounts[i] > 0);
  return used.map((i) => `${amounts[i]}${zh ? '' : ' '}${units[i]}`).join(' ');
}

/** 04:59 or 1:02:03; longer than a day in words. */
export function digits(seconds) {
  const s = Math.max(0, Math.floor(seconds));
  if (s >= 86400) return duration(s);
  const two = (n) => String(n).padStart(2, '0');
  const hours = Math.floor(s / 3600);
  return `${hours ? `${hours}:` : ''}${two(Math.floor(s / 60) % 60)}:${two(s % 60)}`;
}

/** A cell as text; countdowns are written by the page, which knows the instant. */
export function cell(value, column, now) {
  if (value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0)) return EMPTY;
  switch (column.format) {
    case 'count': return Number(value).toLocaleString('en-US', { maximumFractionDigits: 0 });
    case 'number': return Number(value).toLocaleString('en-US', { maximumFractionDigits: 1 });
    case 'percent': return `${value === 1 ? 100 : (value * 100).toFixed(1)}%`;
    case 'duration': return duration(value);
    case 'time': return moment(value, now);
    case 'code': return [].concat(value).map((code) => label(column.name, code)).join('、');
    case 'light': return `${SHAPES[value] ?? ''} ${label('light', value)}`;
    case 'list': return [].concat(value).join(' · ');
    default: return PLACES.includes(column.name) ? named(column.name, value) : [].concat(value).join(', ');
  }
}

/** green, yellow or red by a column's limits; null where it has none or there is no value. */
export function lightOf(value, light) {
  if (!light || value === null || value === undefined) return null;
  const reaches = (limit) => (light.worse === 'above' ? value >= limit : value < limit);
  return reaches(light.red) ? 'red' : reaches(light.yellow) ? 'yellow' : 'green';
}
