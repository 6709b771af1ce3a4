// The wall: a dark page without hands, in letters that are read from five metres. LivePageTest computes what that means.
const FAR_REM = 2.5;

export function isWall() { return document.body.classList.contains('wall'); }

export function rem() { return parseFloat(getComputedStyle(document.documentElement).fontSize); }

/** The smallest letters of a wall. */
export function farPx() { return FAR_REM * rem(); }

/** How wide words stand in a font of so many pixels: a Chinese character is as wide as it is high, a Latin one a little over half. */
export function wide(words, size) { return [...words].reduce((sum, one) => sum + (one.codePointAt(0) > 0x2e80 ? 1 : 0.58), 0) * size; }
