// The page's own words; those of panels, columns and codes come with the catalog.
const WORDS = {
  brand: ['治理大脑', 'Governance Brain'],
  other: ['English', '中文'],
  theme: ['明暗', 'Theme'],
  wall: ['大屏轮播', 'Wall'],
  asOf: ['截至', 'as of'],
  age: ['数据 {0} 前', 'data {0} old'],
  stale: ['数据已 {0} 未更新', 'no new data for {0}'],
  panelAge: ['数据时长：超过 60 秒为红', 'age of the data: red over 60 s'],
  noData: ['还没有数据', 'no data yet'],
  reading: ['正在读取…', 'reading …'],
  lost: ['连接中断，正在重试', 'connection lost, trying again'],
  none: ['没有', 'none'],
  noneHere: ['现在没有', 'nothing now'],
  failed: ['查询失败', 'query failed'],
  back: ['返回', 'Back'],
  total: ['共 {0} 条', '{0} in all'],
  shown: ['显示前 {0} 条', 'the first {0} shown'],
  help: ['说明', 'Help'],
  close: ['关闭', 'Close'],
  question: ['回答的问题', 'It answers'],
  definition: ['口径', 'Definition'],
  query: ['查询（ES|QL）', 'Query (ES|QL)'],
  left: ['剩 {0}', '{0} left'],
  over: ['超 {0}', '{0} over'],
  summary: ['概要', 'Summary'],
  clocks: ['时钟', 'Clocks'],
  breaches: ['超时与说明', 'Breaches and why'],
  pages: ['告警', 'Pages'],
  case: ['案件', 'Case'],
  all: ['全部', 'All'],
  export: ['导出 CSV', 'Export CSV'],
  earlier: ['上一期', 'Earlier'],
  later: ['下一期', 'Later'],
  now: ['本期', 'Now'],
  missing: ['没有这个页面', 'There is no such page'],
  weekdays: ['周日 周一 周二 周三 周四 周五 周六', 'Sun Mon Tue Wed Thu Fri Sat'],
  grids: ['个网格', 'grids'],
  colourBy: ['颜色按', 'Colour by'],
};

// Who owns something is a department, a platform or a role; Words.java says the same.
const OWNERS = ['department_id', 'platform', 'role'];

export const LANGUAGES = ['zh', 'en'];
let language = localStorage.getItem('govbrain.language') === 'en' ? 'en' : 'zh';
let labels = {};

export function lang() { return language; }

export function setLang(next) {
  language = next;
  localStorage.setItem('govbrain.language', next);
}

export function setLabels(all) { labels = all; }

/** One of the page's own sentences, with {0}, {1}, … filled in. */
export function say(key, ...parts) {
  const sentence = WORDS[key][LANGUAGES.indexOf(language)];
  return parts.reduce((text, part, i) => text.replace(`{${i}}`, part), sentence);
}

/** The words of a text that has both languages. */
export function text(both) { return both[language]; }

/** The label of a code in a field; the code itself where it has none. */
export function label(field, code) {
  const known = (field === 'owner_id' ? OWNERS : [alias(field)]).map((one) => labels[one]?.[code]).find(Boolean);
  return known ? known[language] : code;
}

/** The name of a place; a city may give its places a name for English readers too, otherwise it is as it is. */
export function named(field, name) { return language === 'en' ? label(field, name) : name; }

function alias(field) {
  if (field.endsWith('_clock')) return 'clock';
  if (field === 'hotspot_pattern' || field === 'previous_pattern') return 'pattern';
  if (field.endsWith('_state')) return 'clock_state';
  return field;
}
