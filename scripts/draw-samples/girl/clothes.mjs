// What she wears on her body: necklines, skirts, what lies over the torso.
import { circle, clipped, line, n, path } from '../svg.mjs';
import { bow } from './bow.mjs';
import { ink, LINE, shape, skin } from './ink.mjs';

export const torso = 'M -26,112 C -44,114 -58,120 -60,138 C -58,160 -50,186 -46,204 L -50,232 L 50,232 L 46,204 C 50,186 58,160 60,138 C 58,120 44,114 26,112 Z';

/** The skirt, the dress's lower part, the shorts. `hem` is its lower edge, `flare` half its width there. */
export function bottom(outfit, { sway = 0 } = {}) {
  const { kind, color, deep, hem = 272, flare = 84, waist = 200 } = outfit.bottom ?? {};
  switch (kind) {
    case 'pleated': case 'skirt': {
      const w = flare;
      const s = sway * 0.25;
      const d = `M -46,${waist} L 46,${waist} C 56,${n(waist + 20)} ${n(w - 6 + s)},${n(hem - 24)} ${n(w + s)},${hem} Q ${n(w * 0.55 + s)},${n(hem + 14)} ${n(s)},${n(hem + 14)} Q ${n(-w * 0.55 + s)},${n(hem + 14)} ${n(-w + s)},${hem} C ${n(-w + 6 + s)},${n(hem - 24)} -56,${n(waist + 20)} -46,${waist} Z`;
      const folds = [-0.62, -0.3, 0, 0.3, 0.62].map(k => `M ${n(k * 56)},${n(waist + 22)} L ${n(k * w * 1.06 + s)},${n(hem + 10 - Math.abs(k) * 6)}`).join(' ');
      return shape(d, color)
        + (kind === 'pleated'
          ? clipped(d, [-0.62, 0, 0.62].map(k => path(`M ${n(k * 56)},${n(waist + 14)} L ${n((k + 0.3) * w * 1.06 + s)},${n(hem + 24)} L ${n(k * w * 1.06 + s)},${n(hem + 24)} Z`, deep)).join('')) + line(folds, deep, 3)
          : clipped(d, path(`M ${n(-w - 40)},${n(hem - 16)} Q 0,${n(hem + 6)} ${n(w + 40)},${n(hem - 16)} L ${n(w + 40)},${n(hem + 30)} L ${n(-w - 40)},${n(hem + 30)} Z`, deep)))
        + (outfit.bottom.trim ? line(`M ${n(w + s - 4)},${n(hem - 8)} Q ${n(w * 0.55 + s)},${n(hem + 4)} ${n(s)},${n(hem + 4)} Q ${n(-w * 0.55 + s)},${n(hem + 4)} ${n(-w + s + 4)},${n(hem - 8)}`, outfit.bottom.trim, 5) : '')
        + ink(d);
    }
    case 'shorts': return shape(`M -49,208 L 49,208 L 58,${hem} L 6,${n(hem + 4)} L 0,248 L -6,${n(hem + 4)} L -58,${hem} Z`, color) + line(`M -54,${n(hem - 9)} L -8,${n(hem - 5)} M 54,${n(hem - 9)} L 8,${n(hem - 5)}`, deep, 4);
    case 'long': {
      const d = `M -48,196 L 48,196 C 54,240 ${n(flare - 6)},${n(hem - 30)} ${flare},${hem} L ${-flare},${hem} C ${n(-flare + 6)},${n(hem - 30)} -54,240 -48,196 Z`;
      return shape(d, color) + clipped(d, path(`M 10,196 L 22,${hem} L 90,${hem} L 60,196 Z`, deep, { opacity: 0.6 }));
    }
    default: return '';
  }
}

export const necklines = {
  sailor: (o, back) => back
    ? shape('M -58,112 L 58,112 L 52,172 L -52,172 Z', o.accent) + line('M -50,120 L -45,164 L 45,164 L 50,120', '#ffffff', 3.4)
    : shape('M -56,114 C -40,106 -28,102 -20,102 L 0,152 L 20,102 C 28,102 40,106 56,114 C 58,130 46,144 34,152 L 0,166 L -34,152 C -46,144 -58,130 -56,114 Z', o.accent)
      + path('M -18,102 L 0,148 L 18,102 Z', skin) + line('M -48,118 C -46,132 -38,140 -30,145 L 0,157 L 30,145 C 38,140 46,132 48,118', '#ffffff', 3.4)
      + shape('M 0,156 C -12,162 -24,178 -27,200 L -12,192 L -4,204 L 0,170 L 4,204 L 12,192 L 27,200 C 24,178 12,162 0,156 Z', o.tie ?? '#e8505b') + shape('M -8,150 L 8,150 L 9,165 L -9,165 Z', o.tie ?? '#e8505b'),
  round: (o, back) => back ? '' : path('M -22,104 C -20,124 20,124 22,104 Z', skin) + ink('M -24,112 C -18,128 18,128 24,112'),
  straps: (o, back) => back ? path('M -62,112 L 62,112 L 54,140 L -54,140 Z', skin) + ink('M -54,140 L 54,140') : '',
  hood: (o, back) => back
    ? shape('M -62,112 C -40,98 40,98 62,112 C 58,158 30,176 0,176 C -30,176 -58,158 -62,112 Z', o.top)
    : shape('M -60,118 C -56,96 -34,92 -22,100 C -16,124 16,124 22,100 C 34,92 56,96 60,118 C 40,142 14,136 0,142 C -14,136 -40,142 -60,118 Z', o.accent ?? o.top)
      + line('M -12,138 L -14,178 M 12,138 L 14,174', '#ffffff', 4.4) + circle(-14, 180, 4, '#ffffff') + circle(14, 176, 4, '#ffffff'),
  collared: (o, back) => back ? shape('M -40,104 L 40,104 L 44,126 L -44,126 Z', '#ffffff')
    : path('M -18,102 L 0,134 L 18,102 Z', skin) + shape('M -22,102 L -36,120 L -14,142 L 0,130 Z', '#ffffff') + shape('M 22,102 L 36,120 L 14,142 L 0,130 Z', '#ffffff'),
  scarf: (o, back) => shape('M -50,98 C -60,106 -60,134 -46,140 C -20,150 20,150 46,140 C 60,134 60,106 50,98 C 30,112 -30,112 -50,98 Z', '#e8505b') + line('M -48,116 C -20,130 20,130 48,116', '#bf3447', 3.4)
    + (back ? '' : shape('M 18,138 L 46,134 L 54,214 L 26,220 Z', '#e8505b') + line('M 24,204 L 53,198 M 22,190 L 52,184', '#ffffff', 5)),
  kimono: (o, back) => back ? shape('M -34,100 L 34,100 L 28,116 L -28,116 Z', '#ffffff')
    : path('M -20,102 L 4,150 L 22,102 Z', skin) + line('M 24,102 L -8,172', LINE, 18) + line('M 24,102 L -8,172', o.accent, 11.5) + line('M -24,102 L 12,172', LINE, 18) + line('M -24,102 L 12,172', o.accent, 11.5),
  turtleneck: o => shape('M -25,94 C -12,104 12,104 25,94 L 28,116 C 12,124 -12,124 -28,116 Z', o.accent ?? o.top),
};

/** Everything on the torso that is not its neckline. */
export function torsoExtras(o, back) {
  const extra = o.extra;
  if (!extra) return '';
  return {
    buttons: back ? '' : line('M 0,146 L 0,228', LINE, 2.6) + [160, 182, 204].map(y => circle(9, y, 4.6, '#ffe9b0', { stroke: LINE, 'stroke-width': 2.2 })).join(''),
    pocket: back ? '' : shape('M -34,190 L 34,190 L 42,224 L -42,224 Z', o.deep),
    overalls: shape(back ? 'M -34,112 L -18,112 L -4,196 L 4,196 L 18,112 L 34,112 L 46,232 L -46,232 Z' : 'M -36,112 L -24,112 L -24,152 L 24,152 L 24,112 L 36,112 L 38,168 L 48,196 L 50,232 L -50,232 L -48,196 L -38,168 Z', o.accent)
      + (back ? '' : ink('M -16,170 L 16,170 L 14,192 L 0,198 L -14,192 Z', 2.6) + circle(-28, 154, 5, '#ffe08a', { stroke: LINE, 'stroke-width': 2.2 }) + circle(28, 154, 5, '#ffe08a', { stroke: LINE, 'stroke-width': 2.2 })),
    obi: shape('M -54,172 C -20,180 20,180 54,172 L 52,214 C 20,222 -20,222 -52,214 Z', o.obi) + line('M -52,194 C -20,202 20,202 52,194', '#ffffff', 5)
      + (back ? bow(0, 192, 0.9, 0, o.obi, o.obiDeep) : ''),
    vest: back ? '' : shape('M -44,120 L -16,132 L 0,168 L 16,132 L 44,120 C 50,140 50,190 48,226 L -48,226 C -50,190 -50,140 -44,120 Z', o.accent) + line('M -46,218 L 46,218', o.deep, 4),
    sash: shape('M -48,194 L 48,194 L 50,208 L -50,208 Z', o.accent),
    print: back ? '' : path('M 0,202 C -26,182 -22,160 -9,160 C -3,160 0,166 0,169 C 0,166 3,160 9,160 C 22,160 26,182 0,202 Z', o.accent),
    stripes: clipped(torso, [128, 148, 168, 188, 208].map(y => line(`M -70,${y} Q 0,${y + 8} 70,${y}`, o.accent, 7)).join('')),
  }[extra];
}
