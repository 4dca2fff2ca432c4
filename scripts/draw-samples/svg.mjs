// Small helpers to write SVG by hand: numbers, shapes, limbs, placement, a seeded random source.

/** A number as SVG likes it: at most two decimals, no "-0". */
export const n = value => String(Math.round(value * 100) / 100 + 0);

/** Attributes of an element from an object; undefined ones are left out. */
const attributes = object =>
  Object.entries(object)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => ` ${key}="${typeof value === 'number' ? n(value) : value}"`)
    .join('');

export const element = (name, object, inner = '') =>
  inner === '' ? `<${name}${attributes(object)}/>` : `<${name}${attributes(object)}>${inner}</${name}>`;

export const rect = (x, y, width, height, fill, more = {}) => element('rect', { x, y, width, height, fill, ...more });
export const circle = (cx, cy, r, fill, more = {}) => element('circle', { cx, cy, r, fill, ...more });
export const ellipse = (cx, cy, rx, ry, fill, more = {}) => element('ellipse', { cx, cy, rx, ry, fill, ...more });
export const path = (d, fill, more = {}) => element('path', { d, fill, ...more });
export const line = (d, stroke, width, more = {}) =>
  path(d, 'none', { stroke, 'stroke-width': width, 'stroke-linecap': 'round', 'stroke-linejoin': 'round', ...more });
export const group = (inner, more = {}) => element('g', more, inner === '' ? ' ' : inner);

/** Moves, turns (degrees), scales and mirrors a drawing. */
export const place = (inner, { x = 0, y = 0, scale = 1, rotate = 0, flip = false, opacity } = {}) =>
  group(inner, {
    transform: `translate(${n(x)} ${n(y)}) rotate(${n(rotate)}) scale(${n((flip ? -1 : 1) * scale)} ${n(scale)})`,
    opacity,
  });

/** Ids for gradients and clips, unique within one picture. */
let nextId = 0;
export const resetIds = () => { nextId = 0; };
export const id = () => `i${nextId++}`;

/** A vertical (or slanted) gradient over a rectangle. */
export function gradientRect(x, y, width, height, stops, { x2 = 0, y2 = 1, opacity } = {}) {
  const name = id();
  const list = stops
    .map(([offset, color, alpha]) => element('stop', { offset, 'stop-color': color, 'stop-opacity': alpha }))
    .join('');
  return `<defs><linearGradient id="${name}" x1="0" y1="0" x2="${x2}" y2="${y2}">${list}</linearGradient></defs>`
    + rect(x, y, width, height, `url(#${name})`, { opacity });
}

/** A soft round glow. */
export function glow(cx, cy, r, color, alpha = 0.8) {
  const name = id();
  return `<defs><radialGradient id="${name}"><stop offset="0" stop-color="${color}" stop-opacity="${alpha}"/>`
    + `<stop offset="1" stop-color="${color}" stop-opacity="0"/></radialGradient></defs>${circle(cx, cy, r, `url(#${name})`)}`;
}

/** What lies inside the shape `d` only. */
export function clipped(d, inner) {
  const name = id();
  return `<defs><clipPath id="${name}"><path d="${d}"/></clipPath></defs>${group(inner, { 'clip-path': `url(#${name})` })}`;
}

/** mulberry32: the same seed, the same numbers. */
export function random(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** Points of a curve from a to c that passes b on the way. */
export function bend(a, b, c, steps = 20) {
  const control = [2 * b[0] - (a[0] + c[0]) / 2, 2 * b[1] - (a[1] + c[1]) / 2];
  return Array.from({ length: steps + 1 }, (_, i) => {
    const t = i / steps;
    const u = 1 - t;
    return [0, 1].map(k => u * u * a[k] + 2 * u * t * control[k] + t * t * c[k]);
  });
}

/** The stretch of a list of points between two fractions. */
export const stretch = (points, from, to) =>
  points.slice(Math.round(from * (points.length - 1)), Math.round(to * (points.length - 1)) + 1);

/** A tapering tube along points. Its start has no outline, so that it grows out of the body; its end is round or flat. */
export function tube(points, startWidth, endWidth, fill, outline, outlineWidth, { flat = false, startLine = false } = {}) {
  const left = [];
  const right = [];
  points.forEach((p, i) => {
    const before = points[Math.max(0, i - 1)];
    const after = points[Math.min(points.length - 1, i + 1)];
    const dx = after[0] - before[0];
    const dy = after[1] - before[1];
    const length = Math.hypot(dx, dy) || 1;
    const half = (startWidth + (endWidth - startWidth) * (i / (points.length - 1))) / 2;
    left.push([p[0] - (dy / length) * half, p[1] + (dx / length) * half]);
    right.push([p[0] + (dy / length) * half, p[1] - (dx / length) * half]);
  });
  const go = list => list.map(p => `${n(p[0])},${n(p[1])}`).join(' L ');
  const r = n(endWidth / 2);
  const end = right[right.length - 1];
  const cap = flat ? `L ${n(end[0])},${n(end[1])}` : `A ${r} ${r} 0 0 0 ${n(end[0])},${n(end[1])}`;
  const d = `M ${go(left)} ${cap} L ${go([...right].reverse())}`;
  return path(`${d} Z`, fill) + line(startLine ? `${d} Z` : d, outline, outlineWidth);
}
