// Her arms and legs with hands and shoes.
import { bend, circle, ellipse, group, line, n, place, stretch, tube } from '../svg.mjs';
import { ink, LINE, shape, skin, W } from './ink.mjs';

function hand(kind, [x, y], side, angle = 0) {
  const fingers = {
    fist: circle(0, 0, 14, skin, { stroke: LINE, 'stroke-width': W }),
    open: ['M -9,-8 L -17,-22', 'M -3,-11 L -6,-28', 'M 4,-11 L 5,-28', 'M 10,-7 L 16,-22', 'M 12,3 L 23,-2'].map(d => line(d, LINE, 14)).join('')
      + circle(0, 0, 14.5, skin, { stroke: LINE, 'stroke-width': W })
      + ['M -9,-8 L -17,-22', 'M -3,-11 L -6,-28', 'M 4,-11 L 5,-28', 'M 10,-7 L 16,-22', 'M 12,3 L 23,-2'].map(d => line(d, skin, 7.6)).join(''),
    v: ['M -5,-9 L -14,-30', 'M 5,-9 L 11,-31'].map(d => line(d, LINE, 15)).join('')
      + circle(0, 0, 14.5, skin, { stroke: LINE, 'stroke-width': W })
      + ['M -5,-6 L -14,-30', 'M 5,-6 L 11,-31'].map(d => line(d, skin, 8.4)).join('') + ink('M -6,4 Q 2,-1 9,4', 2.4),
    mitten: circle(0, 0, 17, '#e8505b', { stroke: LINE, 'stroke-width': W }) + ellipse(side * -12, -8, 7, 10, '#e8505b', { stroke: LINE, 'stroke-width': W }),
    none: '',
  };
  return group(fingers[kind], { transform: `translate(${n(x)} ${n(y)}) rotate(${n(angle)}) scale(${side} 1)` });
}

export function arm(spec, side, outfit, shoulder) {
  const s = shoulder ?? [side * 44, 134];
  const points = bend(s, spec.e, spec.h);
  const sleeve = outfit.sleeve ?? 1;
  const cut = { 0: 0, 1: 0.94 }[sleeve] ?? sleeve;
  const [w0, w1] = outfit.sleeveWidth ?? [34, 36];
  const color = outfit.sleeveColor ?? outfit.top;
  const last = stretch(points, 0.8, 1);
  const skinPart = sleeve === 1 ? tube(stretch(points, 0.7, 1), 20, 20, skin, LINE, W) : tube(points, 26, 22, skin, LINE, W);
  const wrist = Math.atan2(last[last.length - 1][1] - last[0][1], last[last.length - 1][0] - last[0][0]) * 180 / Math.PI + 90;
  return skinPart
    + hand(spec.hand ?? (outfit.mittens ? 'mitten' : 'fist'), spec.h, side, spec.angle ?? (spec.hand === 'open' || spec.hand === 'v' ? wrist * 0.5 : 0))
    + (cut ? tube(stretch(points, 0, cut), w0, w1, color, LINE, W, { flat: true }) : '')
    + (outfit.cuff && cut ? tube(stretch(points, cut - 0.15, cut), w1 + 2, w1 + 4, outfit.cuff, LINE, W, { flat: true, startLine: true }) : '');
}

const shoes = {
  loafers: (color, sole) => shape('M -17,-12 C -20,6 -24,10 -23,16 L 21,16 C 23,2 17,-6 16,-12 Z', color) + ink('M -13,-2 Q 0,5 13,-2', 3) + line('M -22,17 L 20,17', sole ?? '#3a2730', 5),
  sneakers: (color, sole) => shape('M -18,-14 C -21,4 -26,10 -25,17 L 23,17 C 25,4 18,-6 17,-14 Z', color) + line('M -24,16 L 22,16', sole ?? '#ffffff', 6) + ink('M -25,20 L 23,20', 3) + line('M -8,-6 L 8,-3 M -9,2 L 9,4', '#ffffff', 3.4),
  boots: (color, sole) => shape('M -20,-52 C -19,-20 -20,0 -27,12 L -26,18 L 23,18 C 24,4 20,-20 20,-52 Z', color) + ink('M -19,-38 Q 0,-33 20,-38', 3) + line('M -25,19 L 22,19', sole ?? '#3a2730', 5.4),
  sandals: color => shape('M -14,-10 C -18,4 -20,8 -20,14 L 18,14 C 19,4 14,-4 13,-10 Z', skin) + line('M -15,0 L 12,4 M 12,-2 L -15,6', color, 5) + line('M -20,16 L 18,16', color, 6),
  bare: () => shape('M -14,-10 C -17,4 -20,8 -20,16 L 18,16 C 19,4 14,-4 13,-10 Z', skin),
  geta: color => shape('M -14,-10 C -17,4 -19,6 -19,10 L 17,10 C 18,4 14,-4 13,-10 Z', '#ffffff') + line('M 0,-2 L -12,8 M 0,-2 L 11,8', color, 4) + shape('M -22,11 L 20,11 L 20,18 L -22,18 Z M -16,18 L -8,18 L -8,26 L -16,26 Z M 8,18 L 16,18 L 16,26 L 8,26 Z', '#b9794a'),
};

export function leg(spec, side, outfit) {
  const points = bend(spec.hip ?? [side * 21, 226], spec.k, spec.f);
  const wear = outfit.legwear;
  const [w0, w1] = outfit.legWidth ?? [36, 27];
  return tube(points, w0, w1, outfit.pants ?? skin, LINE, W)
    + (wear ? tube(stretch(points, wear.from, 1), (w0 + (w1 - w0) * wear.from) + 2, w1 + 2, wear.color, LINE, W, { startLine: true })
      + (wear.band ? tube(stretch(points, wear.from, wear.from + 0.1), (w0 + (w1 - w0) * wear.from) + 2, (w0 + (w1 - w0) * wear.from) + 1, wear.band, LINE, W, { flat: true, startLine: true }) : '') : '')
    + place((shoes[outfit.shoes ?? 'bare'])(outfit.shoeColor ?? '#7a4a34', outfit.sole), { x: spec.f[0], y: spec.f[1], rotate: spec.turn ?? 0, flip: side > 0 });
}

export const sideShoe = outfit => ({
  loafers: shape('M 12,-12 C 16,4 16,10 15,16 L -30,16 C -32,4 -20,0 -12,-12 Z', outfit.shoeColor ?? '#7a4a34') + line('M 14,17 L -29,17', '#3a2730', 5),
  sneakers: shape('M 13,-14 C 18,4 17,10 16,17 L -32,17 C -34,2 -20,-2 -13,-14 Z', outfit.shoeColor ?? '#4a7fd0') + line('M 15,17 L -31,17', '#ffffff', 6) + ink('M 15,21 L -31,21', 3),
  bare: shape('M 12,-10 C 15,4 15,10 14,15 L -28,15 C -31,8 -18,2 -12,-10 Z', skin),
  socks: shape('M 12,-10 C 15,4 15,10 14,15 L -28,15 C -31,8 -18,2 -12,-10 Z', '#ffffff'),
  boots: shape('M 17,-50 C 17,-10 17,6 16,18 L -30,18 C -32,4 -18,-4 -17,-50 Z', outfit.shoeColor ?? '#8a5a3c') + line('M 15,19 L -29,19', '#3a2730', 5),
})[outfit.shoes ?? 'bare'];
