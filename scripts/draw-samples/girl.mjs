// Lumi: a girl with long blonde hair, blue eyes and a red hair ribbon.
// Units: the middle of her head is (0, 0), her chin is at y 92, her feet stand at y 352.
import { bottom, necklines, torso, torsoExtras } from './girl/clothes.mjs';
import { backHair, backHead, frontHead, sideHead } from './girl/head.mjs';
import { LINE, shape, skin, skinShade, W } from './girl/ink.mjs';
import { arm, leg, sideShoe } from './girl/limbs.mjs';
import { bend, clipped, group, line, n, path, place, stretch, tube } from './svg.mjs';

const neck = path('M -15,82 L 15,82 L 17,112 Q 0,124 -17,112 Z', skinShade);

const stand = { L: { k: [-23, 288], f: [-23, 336] }, R: { k: [23, 288], f: [23, 336] } };
const rest = { L: { e: [-68, 180], h: [-70, 222] }, R: { e: [68, 180], h: [70, 222] } };

/**
 * The whole figure.
 * view: 'front' | 'back' | 'side'; crop: what stays out of the picture is simply drawn outside of it.
 */
export function girl({
  view = 'front', face, turn = 0, tilt = 0, sway = 0, lift = 0, outfit, arms = rest, legs = stand, seat = false,
  glasses = false, hat = '', hatUnder = '', behind = '', held = '', heldBack = '', front = '', cape = '', shortHair = 0, ribbonAt = true, sidelocks = true, backHairAt = true,
} = {}) {
  if (view === 'side') return sideFigure({ face, tilt, sway, lift, outfit, arms, legs, hat, behind, held, heldBack, front });
  const nod = inner => group(inner, { transform: `rotate(${n(tilt)} 0 84)` });
  const back = view === 'back';
  const a = { L: { ...rest.L, ...arms.L }, R: { ...rest.R, ...arms.R } };
  const one = (side, key) => arm(a[key], side, outfit);
  const lower = outfit.bottom;
  const body = (outfit.straps ? shape(torso, skin) + shape('M -52,150 C -30,142 30,142 52,150 C 48,176 46,190 46,204 L 50,232 L -50,232 L -46,204 C -46,190 -48,176 -52,150 Z', outfit.top) + line('M -30,148 L -26,114 M 30,148 L 26,114', LINE, 10) + line('M -30,150 L -26,112 M 30,150 L 26,112', outfit.top, 5) : shape(torso, outfit.top))
    + (outfit.straps ? '' : clipped(torso, path('M 24,108 C 40,150 34,200 30,240 L 80,240 L 80,108 Z', outfit.deep, { opacity: 0.55 })));
  const trunk = neck + body;
  const necklace = (necklines[outfit.neck] ?? necklines.round)(outfit, back);
  const legsArt = leg(legs.L, -1, outfit) + leg(legs.R, 1, outfit);
  const lowerArt = bottom(outfit, { sway });
  const overBody = outfit.extra === 'overalls' || outfit.extra === 'obi' || outfit.extra === 'sash';
  const dress = overBody
    ? lowerArt + torsoExtras(outfit, back)
    : lower?.over ? torsoExtras(outfit, back) + lowerArt : lowerArt + torsoExtras(outfit, back);
  if (back) {
    return behind + cape + legsArt + trunk + dress + (a.L.front ? '' : one(-1, 'L')) + (a.R.front ? '' : one(1, 'R')) + necklace + heldBack
      + nod(backHead({ sway, lift, hat, looking: turn })) + (a.L.front ? one(-1, 'L') : '') + (a.R.front ? one(1, 'R') : '') + held + front;
  }
  const early = ['L', 'R'].filter(k => !a[k].front).map(k => one(k === 'L' ? -1 : 1, k)).join('');
  const late = ['L', 'R'].filter(k => a[k].front).map(k => one(k === 'L' ? -1 : 1, k)).join('');
  return behind + (backHairAt ? nod(backHair({ sway, lift, short: shortHair })) : '') + cape + heldBack
    + (seat ? '' : legsArt) + trunk + (seat ? legsArt : '') + dress + early + necklace
    + nod(frontHead({ face, turn, sway, glasses, hat, hatUnder, ribbonAt, sidelocks })) + held + late + front;
}

/** From the side, looking to the left; the arms and legs of `legs.L` are the far ones. */
function sideFigure({ face, tilt, sway, lift, outfit, arms, legs, hat, behind, held, heldBack, front }) {
  const trunk = 'M -14,108 C -32,118 -40,140 -36,166 C -34,190 -32,204 -34,230 L 34,230 C 36,200 34,180 36,156 C 38,130 28,112 14,108 Z';
  const sideLeg = (spec, dark) => {
    const points = bend(spec.hip ?? [0, 222], spec.k, spec.f);
    const wear = outfit.legwear;
    return tube(points, 40, 27, outfit.pants ?? (dark ? '#f8d3c0' : skin), LINE, W)
      + (wear ? tube(stretch(points, wear.from, 1), 40 - 13 * wear.from + 2, 29, wear.color, LINE, W, { startLine: true }) : '')
      + place(sideShoe(outfit), { x: spec.f[0], y: spec.f[1], rotate: spec.turn ?? 0 });
  };
  const s = outfit.bottom ?? {};
  const skirt = s.kind === 'seated'
    ? shape(`M -36,196 L 36,196 C 46,220 44,246 36,252 C -10,262 -70,262 ${n(-96)},250 C -100,236 -92,214 -80,208 C -60,204 -46,206 -36,196 Z`, s.color) + line('M 20,212 C -10,226 -50,222 -84,226', s.deep, 3.4)
    : s.kind ? shape(`M -34,200 L 34,200 C 48,226 ${n(58 + sway * 0.3)},250 ${n(70 + sway * 0.3)},${s.hem ?? 268} Q 10,${n((s.hem ?? 268) + 16)} ${n(-60 + sway * 0.1)},${s.hem ?? 268} C -52,244 -44,226 -34,200 Z`, s.color)
      + line(`M 16,214 L ${n(38 + sway * 0.2)},270 M -4,214 L 4,276 M -20,214 L -30,272`, s.deep, 3.4) : '';
  const seatedFirst = s.kind === 'seated';
  const collar = outfit.neck === 'sailor'
    ? shape('M -26,108 C -10,98 14,98 24,106 C 40,120 44,144 40,160 L 6,158 C -4,144 -18,134 -30,146 C -36,132 -36,118 -26,108 Z', outfit.accent) + line('M 34,150 L 10,149 C 0,136 -14,126 -26,132', '#ffffff', 3.2) + shape('M -34,140 C -44,150 -48,166 -44,184 L -30,172 Z', outfit.tie ?? '#e8505b')
    : outfit.neck === 'turtleneck' ? shape('M -20,96 C -8,104 12,104 22,96 L 24,116 C 10,124 -10,124 -24,116 Z', outfit.accent ?? outfit.top)
      : outfit.neck === 'scarf' ? necklines.scarf(outfit, true) : shape('M -22,104 C -8,114 10,114 20,104 L 24,118 C 8,128 -14,128 -28,118 Z', outfit.accent ?? outfit.top);
  return behind + heldBack + (arms.L ? arm(arms.L, -1, outfit, [-4, 138]) : '') + sideLeg(legs.L, true) + (seatedFirst ? '' : sideLeg(legs.R, false))
    + path('M -14,80 L 18,80 L 16,116 L -14,116 Z', skinShade) + shape(trunk, outfit.top) + clipped(trunk, path('M 12,100 C 24,150 18,200 16,236 L 60,236 L 60,100 Z', outfit.deep, { opacity: 0.55 }))
    + (seatedFirst ? sideLeg(legs.R, false) : '') + skirt + collar
    + group(sideHead({ face, sway, lift, hat }), { transform: `rotate(${n(tilt ?? 0)} 0 84)` })
    + held + (arms.R ? arm(arms.R, -1, outfit, [8, 138]) : '') + front;
}
