// Lumi: a girl with long blonde hair, blue eyes and a red hair ribbon.
// Units: the middle of her head is (0, 0), her chin is at y 92, her feet stand at y 352.
import { bend, circle, clipped, ellipse, group, line, n, path, place, stretch, tube } from './svg.mjs';

export const LINE = '#5b3a48';
export const W = 3.4;
const skin = '#ffe4d3';
const skinShade = '#f6c3ae';
const hair = '#fbd673';
const hairBack = '#edb852';
const hairDeep = '#d99a3c';
const hairLight = '#fff0b8';
const ribbon = '#e8505b';
const ribbonDeep = '#bf3447';

const shape = (d, fill, more = {}) => path(d, fill, { stroke: LINE, 'stroke-width': W, 'stroke-linejoin': 'round', 'stroke-linecap': 'round', ...more });
const ink = (d, width = W, more = {}) => line(d, LINE, width, more);

// ---------------------------------------------------------------- head

export const bow = (x, y, scale = 1, rotate = 0, color = ribbon, deep = ribbonDeep) =>
  place(
    shape('M -4,6 C -16,26 -26,40 -40,56 L -22,56 L -14,66 C -4,48 2,28 4,8 Z', deep)
    + shape('M 4,6 C 16,26 26,38 42,50 L 26,54 L 18,66 C 6,48 0,28 -2,8 Z', deep)
    + shape('M 0,0 C -18,-30 -48,-36 -58,-24 C -64,-8 -62,14 -52,24 C -36,28 -14,18 0,4 Z', color)
    + shape('M 0,0 C 18,-30 48,-36 58,-24 C 64,-8 62,14 52,24 C 36,28 14,18 0,4 Z', color)
    + line('M -12,-2 Q -28,-10 -40,-8 M -12,5 Q -26,8 -36,12 M 12,-2 Q 28,-10 40,-8 M 12,5 Q 26,8 36,12', deep, 3)
    + shape('M -11,-12 Q 0,-17 11,-12 Q 15,2 11,15 Q 0,20 -11,15 Q -15,2 -11,-12 Z', color),
    { x, y, scale, rotate },
  );

function backHair({ sway = 0, lift = 0, short = 0 }) {
  const s = sway;
  const at = (x, y, k = 1) => `${n(x + s * k)},${n(y - (40 + short) * Math.min(1, k) - lift * k * (0.6 + 0.4 * Math.sign(s) * (x / 120)))}`;
  const d = `M -98,-20 C -100,-92 -52,-122 0,-122 C 52,-122 100,-92 98,-20`
    + ` C 106,60 ${at(130, 150, 0.4)} ${at(120, 238)}`
    + ` C ${at(116, 272)} ${at(98, 304)} ${at(68, 322)} Q ${at(74, 296)} ${at(60, 280)}`
    + ` Q ${at(42, 316)} ${at(8, 332)} Q ${at(14, 306)} ${at(2, 288)}`
    + ` Q ${at(-20, 322)} ${at(-52, 328)} Q ${at(-44, 302)} ${at(-58, 284)}`
    + ` Q ${at(-80, 310)} ${at(-108, 310)} C ${at(-120, 280)} ${at(-130, 150, 0.4)} -98,-20 Z`;
  const strands = `M -98,60 C ${at(-112, 140, 0.4)} ${at(-108, 200, 0.8)} ${at(-88, 270)}`
    + ` M 98,60 C ${at(112, 140, 0.4)} ${at(106, 200, 0.8)} ${at(88, 262)}`
    + ` M -60,90 C ${at(-70, 160, 0.5)} ${at(-60, 220, 0.8)} ${at(-26, 280)}`
    + ` M 60,90 C ${at(70, 160, 0.5)} ${at(64, 220, 0.8)} ${at(32, 282)}`;
  return shape(d, hairBack) + line(strands, hairDeep, 3.4);
}

const eyeShape = 'M -24,2 C -21,-25 8,-31 22,-14 C 28,8 17,27 1,27 C -13,27 -24,17 -24,2 Z';
const halfShape = 'M -24,4 C -14,-9 12,-10 24,-1 C 26,15 15,27 1,27 C -13,27 -24,18 -24,4 Z';

/** One eye, drawn as her right one (at the viewer's left); mirrored for the other. */
function eye(kind, [lx, ly]) {
  switch (kind) {
    case 'happy': return ink('M -22,10 Q -2,-22 22,8', 5.4);
    case 'closed': return ink('M -23,2 Q -2,26 23,2', 5.4) + ink('M -22,5 L -29,10 M -16,11 L -21,18', 3.4);
    case 'tight': return ink('M -16,-10 L 14,4 L -16,18', 5.4);
    default: {
      const open = kind === 'half' ? halfShape : eyeShape;
      const wide = kind === 'wide' ? 0.8 : 1;
      const iris = ellipse(0, 0, 17.5 * wide, 24 * wide, '#2a62b8')
        + ellipse(0, 8 * wide, 14.5 * wide, 15 * wide, '#4aa3f0')
        + ellipse(0, 14 * wide, 9.5 * wide, 7.5 * wide, '#a9e6ff')
        + ellipse(0, 0, 7.5 * wide, 10 * wide, '#183164');
      return path(open, '#ffffff')
        + clipped(open, place(iris, { x: 1 + lx, y: 1 + ly }) + path('M -30,-34 L 30,-34 L 30,-8 C 14,-24 -14,-20 -30,0 Z', '#c9d6f2', { opacity: kind === 'half' ? 0 : 0.7 }))
        + circle(-5 + lx, -9 + ly + (kind === 'half' ? 7 : 0), 6.4 * wide, '#ffffff') + circle(8 + lx, 11 + ly, 3.2, '#ffffff')
        + (kind === 'half'
          ? ink('M -28,6 C -15,-10 12,-12 25,-2', 5.6) + ink('M -27,4 L -34,3', 4) + ink('M -14,-16 Q 4,-23 18,-15', 2.4)
          : ink('M -27,5 C -24,-25 6,-33 23,-16', 6) + ink('M -26,-2 L -34,-5 M -23,-11 L -30,-17', 4) + ink('M -14,-31 Q 2,-38 15,-31', 2.2))
        + ink('M -10,28.5 Q 2,31 13,26', 2.6);
    }
  }
}

/** Drawn afresh each time: the clip inside must have an id of its own picture. */
const mouth = kind => ({
  smile: ink('M -16,-2 Q 0,14 16,-2', 4),
  small: ink('M -8,2 Q 0,7 8,2', 4),
  flat: ink('M -9,4 L 9,4', 4),
  frown: ink('M -13,8 Q 0,-5 13,8', 4),
  wavy: ink('M -16,4 Q -10,-4 -5,3 Q 0,9 5,3 Q 10,-4 16,4', 4),
  pout: ink('M -8,6 Q -1,-3 8,5', 4),
  open: shape('M -20,-6 Q 0,1 20,-6 C 20,20 8,27 0,27 C -8,27 -20,20 -20,-6 Z', '#a8323f')
    + clipped('M -20,-6 Q 0,1 20,-6 C 20,20 8,27 0,27 C -8,27 -20,20 -20,-6 Z', ellipse(0, 24, 15, 12, '#f58d8d') + path('M -22,-8 L 22,-8 L 20,0 Q 0,6 -20,0 Z', '#ffffff'))
    + ink('M -20,-6 Q 0,1 20,-6 C 20,20 8,27 0,27 C -8,27 -20,20 -20,-6 Z'),
  o: shape('M 0,-4 C 9,-4 10,16 0,16 C -10,16 -9,-4 0,-4 Z', '#a8323f'),
  grin: shape('M -21,-5 Q 0,2 21,-5 Q 18,15 0,17 Q -18,15 -21,-5 Z', '#ffffff') + ink('M -17,6 Q 0,11 17,6', 2),
  hold: ink('M -13,3 L 13,3', 4),
})[kind];

function frontFace({ eyes = 'open', leftEye, rightEye, mouth: mouthKind = 'smile', blush = 0.55, look = [0, 0], tears = false }, turn) {
  const dx = turn * 15;
  const far = 1 - Math.abs(turn) * 0.14;
  const leftScale = turn < 0 ? far : 1;
  const rightScale = turn > 0 ? far : 1;
  const wide = (inner, x, y, sx) => group(inner, { transform: `translate(${n(x)} ${n(y)}) scale(${n(sx)} 1)` });
  // Shift of the gaze is given in the viewer's directions, so it is mirrored for the mirrored eye.
  return group(
    ellipse(-60 + dx, 54, 17, 10, '#ff8f8f', { opacity: blush }) + ellipse(60 + dx, 54, 17, 10, '#ff8f8f', { opacity: blush })
    + (blush > 0.7 ? line(`M ${n(-68 + dx)},50 l -5,9 M ${n(-58 + dx)},50 l -5,9 M ${n(58 + dx)},50 l -5,9 M ${n(68 + dx)},50 l -5,9`, '#e86b75', 2.6) : '')
    + wide(eye(leftEye ?? eyes, look), -43 + dx, 24, leftScale)
    + wide(eye(rightEye ?? eyes, [-look[0], look[1]]), 43 + dx, 24, -rightScale)
    + line(`M ${n(dx * 1.5 - 2)},46 L ${n(dx * 1.5 + 2)},46.5`, skinShade, 4)
    + group(mouth(mouthKind), { transform: `translate(${n(dx * 1.15)} 65)` })
    + (tears ? [-1, 1].map(k => path(`M ${n(k * 52 + dx)},50 q ${k * 12},18 ${k * 4},26 q ${-k * 10},4 ${-k * 13},-6 q ${-k * 1},-8 ${k * 9},-20 Z`, '#bfe6ff', { stroke: '#5aa9e0', 'stroke-width': 2.2 })).join('') : ''),
  );
}

const brows = { calm: 'M -18,2 Q -2,-9 18,-4', sad: 'M -20,8 Q -4,-2 16,-10', angry: 'M -18,-10 Q 0,-6 18,7', up: 'M -18,-4 Q -2,-16 18,-10' };

/** The eyebrows are seen through the bangs. */
const browLines = ({ brows: kind = 'calm' }, turn) => [-1, 1]
  .map(k => group(line(brows[kind], '#b37a34', 4.4), { transform: `translate(${n(k * 43 + turn * 15)} -16) scale(${-k} 1)`, opacity: 0.85 })).join('');

function frontHead({ face = {}, turn = 0, sway = 0, glasses = false, hat = '', hatUnder = '', ribbonAt = true, sidelocks = true }) {
  const b = turn * 6;
  const s = sway * 0.18;
  const skull = 'M -85,-14 C -88,40 -64,74 -24,90 Q 0,98 24,90 C 64,74 88,40 85,-14 C 84,-92 -84,-92 -85,-14 Z';
  const lock = `M -98,-44 C -112,10 -112,70 ${n(-104 + s)},112 C ${n(-102 + s)},130 ${n(-94 + s)},142 ${n(-84 + s)},150 C ${n(-82 + s)},124 ${n(-72 + s * 0.6)},96 -74,60 C -76,30 -80,6 -70,-28 Z`;
  const mirror = inner => group(inner, { transform: 'scale(-1 1)' });
  const lockRight = lock.replaceAll(n(-104 + s), n(-104 - s)).replaceAll(n(-102 + s), n(-102 - s)).replaceAll(n(-94 + s), n(-94 - s))
    .replaceAll(n(-84 + s), n(-84 - s)).replaceAll(n(-82 + s), n(-82 - s)).replaceAll(n(-72 + s * 0.6), n(-72 - s * 0.6));
  const bangs = `M -103,14 C -116,-84 -64,-134 0,-134 C 64,-134 116,-84 103,14 C 100,2 96,-14 86,-30`
    + ` C 84,-12 ${n(78 + b)},2 ${n(64 + b)},10 C ${n(64 + b)},-10 ${n(58 + b)},-26 ${n(50 + b)},-38`
    + ` C ${n(46 + b)},-16 ${n(32 + b)},0 ${n(14 + b)},8 C ${n(18 + b)},-10 ${n(14 + b)},-28 ${n(8 + b)},-42`
    + ` C ${n(0 + b)},-16 ${n(-16 + b)},2 ${n(-36 + b)},10 C ${n(-30 + b)},-8 ${n(-32 + b)},-26 ${n(-36 + b)},-40`
    + ` C ${n(-46 + b)},-16 ${n(-58 + b)},0 ${n(-74 + b)},6 C ${n(-76 + b)},-8 -80,-20 -86,-30 C -96,-14 -100,2 -103,14 Z`;
  const shine = `M -84,-66 C -60,-92 -30,-100 -4,-100 L -10,-84 L -26,-88 L -32,-74 L -50,-80 L -58,-60 L -72,-66 L -82,-50 Z`;
  const shineRight = `M 14,-100 C 40,-98 66,-86 80,-66 L 80,-52 L 68,-68 L 58,-62 L 48,-80 L 32,-78 L 26,-88 Z`;
  return shape(skull, skin)
    + clipped(skull, path('M -96,-30 C -60,10 60,10 96,-30 L 96,2 C 50,26 20,14 0,18 C -30,22 -60,24 -96,4 Z', skinShade, { opacity: 0.75 }))
    + frontFace(face, turn)
    + (glasses ? spectacles(turn) : '')
    + hatUnder
    + (sidelocks
      ? shape(lock, hair) + line(`M -94,0 C -100,50 -98,90 ${n(-90 + s)},126`, hairDeep, 2.8)
        + mirror(shape(lockRight, hair) + line(`M -94,0 C -100,50 -98,90 ${n(-90 - s)},126`, hairDeep, 2.8))
      : '')
    + shape(bangs, hair)
    + clipped(bangs, path('M -104,20 C -112,-60 -80,-110 -70,-118 C -96,-70 -96,-30 -86,-28 Z M 104,20 C 112,-60 80,-110 70,-118 C 96,-70 96,-30 86,-28 Z', hairBack, { opacity: 0.8 }))
    + path(shine, hairLight) + path(shineRight, hairLight)
    + line(`M ${n(50 + b)},-38 Q 48,-56 40,-70 M ${n(8 + b)},-42 Q 6,-58 0,-72 M ${n(-36 + b)},-40 Q -38,-56 -44,-66`, hairDeep, 2.8)
    + browLines(face, turn)
    + (hat || !ribbonAt ? '' : bow(76, -96, 0.78, 28))
    + hat
    + (hat && ribbonAt ? bow(98, 18, 0.5, 14) : '');
}

const spectacles = turn => {
  const dx = turn * 15;
  return [-1, 1].map(k => circle(k * 43 + dx, 26, 33, '#ffffff', { 'fill-opacity': 0.18, stroke: '#8c3b4a', 'stroke-width': 4 })).join('')
    + line(`M ${n(-10 + dx)},22 Q ${n(dx)},17 ${n(10 + dx)},22`, '#8c3b4a', 4);
};

/** Her head from behind: all hair, the ribbon on top. */
function backHead({ sway = 0, lift = 0, hat = '', looking = 0 }) {
  const s = sway;
  const at = (x, y, k = 1) => `${n(x + s * k)},${n(y - lift * k)}`;
  const mass = `M -104,-10 C -114,-98 -58,-134 0,-134 C 58,-134 114,-98 104,-10 C 108,60 ${at(108, 120, 0.4)} ${at(98, 190)}`
    + ` C ${at(94, 222)} ${at(80, 250)} ${at(58, 264)} Q ${at(64, 242)} ${at(52, 230)} Q ${at(34, 266)} ${at(4, 276)}`
    + ` Q ${at(10, 254)} ${at(-2, 238)} Q ${at(-22, 268)} ${at(-52, 270)} Q ${at(-44, 248)} ${at(-56, 232)} Q ${at(-72, 256)} ${at(-92, 252)}`
    + ` C ${at(-104, 216)} ${at(-110, 120, 0.4)} -104,-10 Z`;
  return shape(mass, hair)
    + clipped(mass, path(`M -120,40 C -60,100 60,100 120,40 L ${at(140, 330)} L ${at(-140, 330)} Z`, hairBack, { opacity: 0.55 }))
    + line(`M -78,10 C -90,90 ${at(-88, 150, 0.6)} ${at(-74, 226)} M -36,30 C -48,110 ${at(-48, 170, 0.6)} ${at(-28, 246)} M 36,30 C 48,110 ${at(48, 170, 0.6)} ${at(24, 250)} M 78,10 C 90,90 ${at(88, 150, 0.6)} ${at(72, 226)} M 0,40 C -4,110 ${at(2, 160, 0.6)} ${at(0, 226)}`, hairDeep, 3)
    + path('M -82,-58 C -50,-92 40,-98 82,-60 L 76,-44 L 60,-60 L 48,-48 L 30,-70 L 14,-54 L -4,-72 L -20,-54 L -38,-68 L -52,-48 L -66,-58 L -78,-40 Z', hairLight)
    + (hat || bow(looking * 20, -62, 1.05, 0));
}

/** Her head from the side, looking to the left. */
function sideHead({ face = {}, sway = 0, lift = 0, hat = '' }) {
  const s = sway;
  const at = (x, y, k = 1) => `${n(x + s * k)},${n(y - 30 * k - lift * k)}`;
  const mass = `M -58,-92 C -30,-134 40,-140 78,-104 C 112,-72 116,-20 112,40 C 112,110 ${at(128, 170, 0.5)} ${at(132, 240)}`
    + ` C ${at(130, 270)} ${at(116, 296)} ${at(96, 310)} Q ${at(100, 288)} ${at(90, 272)} Q ${at(76, 302)} ${at(48, 312)} Q ${at(54, 290)} ${at(44, 274)}`
    + ` Q ${at(30, 296)} ${at(6, 298)} C ${at(-6, 240)} 4,160 0,90 C -10,40 -40,-40 -58,-92 Z`;
  const profile = 'M -20,-80 C -66,-76 -88,-40 -86,2 C -88,14 -90,24 -97,35 C -99,41 -94,44 -88,46 C -89,50 -90,54 -88,57 C -86,60 -86,63 -86,66 C -84,70 -82,72 -80,76 C -74,90 -58,95 -40,92 C -8,88 30,66 40,20 L 36,-70 Z';
  const bangs = 'M -92,4 C -104,-70 -62,-130 8,-132 C 70,-132 108,-90 108,-30 C 100,0 70,26 46,20 C 34,12 26,-10 24,-26 C 22,-6 8,10 -8,16 C -6,-6 -14,-24 -24,-36 C -28,-14 -42,2 -60,8 C -58,-10 -64,-26 -70,-34 C -76,-16 -84,-6 -92,4 Z';
  const lock = 'M 44,-30 C 66,20 62,80 44,128 C 40,138 32,146 24,150 C 24,120 14,80 20,44 C 22,20 18,-10 14,-30 Z';
  const kind = face.eyes ?? 'open';
  const opened = 'M -15,-14 C -6,-28 12,-26 16,-16 C 12,4 8,20 -4,27 C -14,22 -18,4 -15,-14 Z';
  const eyeArt = kind === 'closed' ? ink('M -18,4 Q -2,22 18,6', 5.2) + ink('M -17,7 L -24,11', 3.2)
    : kind === 'happy' ? ink('M -17,12 Q 0,-16 18,8', 5.2)
      : path(opened, '#ffffff') + clipped(opened, ellipse(-5, 0, 11, 24, '#2a62b8') + ellipse(-5, 9, 9, 14, '#4aa3f0') + ellipse(-5, 15, 6, 7, '#a9e6ff') + ellipse(-6, 0, 5, 10, '#183164'))
        + circle(-5, -9, 5, '#ffffff') + ink('M -20,-8 C -8,-32 14,-30 20,-16', 5.6) + ink('M -18,-8 L -25,-11', 4) + ink('M -10,29 L 0,28', 2.4);
  const mouth = {
    open: shape('M -88,60 C -78,60 -68,58 -62,54 C -60,70 -70,80 -83,76 Z', '#a8323f'),
    smile: ink('M -88,62 C -80,66 -70,64 -64,56', 3.8),
    small: ink('M -88,62 C -82,64 -78,63 -74,61', 3.8),
    hold: ink('M -90,61 L -70,60', 3.8),
  }[face.mouth ?? 'small'];
  return shape(mass, hairBack)
    + line(`M 100,20 C 104,110 ${at(116, 170, 0.5)} ${at(112, 272)} M 70,60 C 72,130 ${at(88, 190, 0.6)} ${at(70, 280)} M 40,110 C 36,170 ${at(36, 210, 0.6)} ${at(30, 270)}`, hairDeep, 3)
    + shape(profile, skin)
    + clipped(profile, path('M -100,-30 C -60,14 -20,20 44,14 L 40,-20 L -90,-60 Z', skinShade, { opacity: 0.7 }))
    + ellipse(-56, 54, 16, 10, '#ff8f8f', { opacity: face.blush ?? 0.55 })
    + place(eyeArt, { x: -60, y: 24 }) + line('M -78,-14 Q -66,-24 -48,-18', '#b9803a', 4) + mouth
    + shape(lock, hair) + line('M 38,0 C 50,50 46,90 34,126', hairDeep, 2.8)
    + shape(bangs, hair)
    + path('M -66,-74 C -40,-100 30,-112 74,-84 L 78,-66 L 60,-76 L 50,-60 L 32,-80 L 18,-64 L 0,-80 L -16,-62 L -32,-76 L -46,-58 L -58,-66 Z', hairLight)
    + line('M 24,-26 Q 24,-46 16,-60 M -24,-36 Q -22,-50 -28,-62', hairDeep, 2.8)
    + (hat || bow(66, -78, 0.85, 16));
}

// ---------------------------------------------------------------- body

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

function arm(spec, side, outfit, shoulder) {
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

function leg(spec, side, outfit) {
  const points = bend(spec.hip ?? [side * 21, 226], spec.k, spec.f);
  const wear = outfit.legwear;
  const [w0, w1] = outfit.legWidth ?? [36, 27];
  return tube(points, w0, w1, outfit.pants ?? skin, LINE, W)
    + (wear ? tube(stretch(points, wear.from, 1), (w0 + (w1 - w0) * wear.from) + 2, w1 + 2, wear.color, LINE, W, { startLine: true })
      + (wear.band ? tube(stretch(points, wear.from, wear.from + 0.1), (w0 + (w1 - w0) * wear.from) + 2, (w0 + (w1 - w0) * wear.from) + 1, wear.band, LINE, W, { flat: true, startLine: true }) : '') : '')
    + place((shoes[outfit.shoes ?? 'bare'])(outfit.shoeColor ?? '#7a4a34', outfit.sole), { x: spec.f[0], y: spec.f[1], rotate: spec.turn ?? 0, flip: side > 0 });
}

const torso = 'M -26,112 C -44,114 -58,120 -60,138 C -58,160 -50,186 -46,204 L -50,232 L 50,232 L 46,204 C 50,186 58,160 60,138 C 58,120 44,114 26,112 Z';

/** The skirt, the dress's lower part, the shorts. `hem` is its lower edge, `flare` half its width there. */
function bottom(outfit, { sway = 0 } = {}) {
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

const necklines = {
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
function torsoExtras(o, back) {
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

const sideShoe = outfit => ({
  loafers: shape('M 12,-12 C 16,4 16,10 15,16 L -30,16 C -32,4 -20,0 -12,-12 Z', outfit.shoeColor ?? '#7a4a34') + line('M 14,17 L -29,17', '#3a2730', 5),
  sneakers: shape('M 13,-14 C 18,4 17,10 16,17 L -32,17 C -34,2 -20,-2 -13,-14 Z', outfit.shoeColor ?? '#4a7fd0') + line('M 15,17 L -31,17', '#ffffff', 6) + ink('M 15,21 L -31,21', 3),
  bare: shape('M 12,-10 C 15,4 15,10 14,15 L -28,15 C -31,8 -18,2 -12,-10 Z', skin),
  socks: shape('M 12,-10 C 15,4 15,10 14,15 L -28,15 C -31,8 -18,2 -12,-10 Z', '#ffffff'),
  boots: shape('M 17,-50 C 17,-10 17,6 16,18 L -30,18 C -32,4 -18,-4 -17,-50 Z', outfit.shoeColor ?? '#8a5a3c') + line('M 15,19 L -29,19', '#3a2730', 5),
})[outfit.shoes ?? 'bare'];

// ---------------------------------------------------------------- clothes

export const outfits = {
  sailor: { top: '#ffffff', deep: '#d9e0f0', accent: '#3d5a9c', neck: 'sailor', sleeve: 1, cuff: '#3d5a9c', bottom: { kind: 'pleated', color: '#3d5a9c', deep: '#2c4379', hem: 274, over: true }, legwear: { from: 0.5, color: '#3a3448' }, shoes: 'loafers', shoeColor: '#7d4a35' },
  sundress: { top: '#fdfdff', deep: '#dde6f5', straps: true, neck: 'straps', sleeve: 0, extra: 'sash', accent: '#7db7ea', bottom: { kind: 'skirt', color: '#fdfdff', deep: '#dde6f5', hem: 290, flare: 98 }, shoes: 'sandals', shoeColor: '#b9794a' },
  hoodie: { top: '#f2a7bd', deep: '#dd86a1', accent: '#f7c0d0', neck: 'hood', sleeve: 1, sleeveWidth: [38, 40], cuff: '#dd86a1', extra: 'pocket', bottom: { kind: 'shorts', color: '#4b5d7c', deep: '#384761', hem: 264 }, legwear: { from: 0.8, color: '#ffffff' }, shoes: 'sneakers', shoeColor: '#e8505b' },
  coat: { top: '#c99a6b', deep: '#ad7f52', neck: 'scarf', sleeve: 1, sleeveWidth: [38, 44], cuff: '#f6ead9', mittens: true, extra: 'buttons', bottom: { kind: 'skirt', color: '#c99a6b', deep: '#f6ead9', hem: 272, flare: 86 }, legwear: { from: 0.02, color: '#4a4258' }, shoes: 'boots', shoeColor: '#8a5a3c' },
  yukata: { top: '#4963b0', deep: '#384d8f', accent: '#ffffff', neck: 'kimono', sleeve: 0.9, sleeveWidth: [40, 66], extra: 'obi', obi: '#f2b84b', obiDeep: '#d3942c', bottom: { kind: 'long', color: '#4963b0', deep: '#384d8f', hem: 326, flare: 64 }, shoes: 'geta', shoeColor: '#e8505b' },
  raincoat: { top: '#ffd24d', deep: '#e6b02e', accent: '#ffdf80', neck: 'hood', sleeve: 1, sleeveWidth: [40, 46], extra: 'buttons', bottom: { kind: 'skirt', color: '#ffd24d', deep: '#e6b02e', hem: 272, flare: 88 }, shoes: 'boots', shoeColor: '#3f7fbf' },
  overalls: { top: '#ffffff', deep: '#dfe5ee', accent: '#5b86c4', neck: 'round', sleeve: 0.42, sleeveWidth: [38, 42], extra: 'overalls', pants: '#5b86c4', legWidth: [46, 38], bottom: {}, shoes: 'boots', shoeColor: '#4f9a63' },
  vest: { top: '#ffffff', deep: '#dfe5ee', accent: '#d9b27c', neck: 'collared', sleeve: 1, extra: 'vest', bottom: { kind: 'skirt', color: '#7a4a5a', deep: '#643a49', hem: 282, flare: 84 }, legwear: { from: 0.05, color: '#3f3a4a' }, shoes: 'loafers', shoeColor: '#5a3a30' },
  blueDress: { top: '#7fb3e6', deep: '#6297cf', accent: '#ffffff', neck: 'collared', sleeve: 0.4, sleeveWidth: [40, 42], extra: 'sash', bottom: { kind: 'skirt', color: '#7fb3e6', deep: '#6297cf', hem: 284, flare: 92, trim: '#ffffff' }, legwear: { from: 0.78, color: '#ffffff' }, shoes: 'loafers', shoeColor: '#a8434f' },
  witch: { top: '#4b3b63', deep: '#392c4e', accent: '#f08a3c', neck: 'collared', sleeve: 1, sleeveWidth: [34, 52], extra: 'sash', bottom: { kind: 'skirt', color: '#4b3b63', deep: '#392c4e', hem: 284, flare: 94, trim: '#f08a3c' }, legwear: { from: 0.02, color: '#8a6aa8' }, shoes: 'boots', shoeColor: '#33283f' },
  pajamas: { top: '#b9d8f5', deep: '#98c0e6', accent: '#ffffff', neck: 'collared', sleeve: 1, sleeveWidth: [38, 42], cuff: '#ffffff', extra: 'buttons', pants: '#b9d8f5', legWidth: [46, 38], bottom: {}, shoes: 'bare' },
  sweater: { top: '#e9ddc9', deep: '#d4c3a8', accent: '#e9ddc9', neck: 'turtleneck', sleeve: 1, sleeveWidth: [38, 42], cuff: '#d4c3a8', bottom: { kind: 'skirt', color: '#8a5a63', deep: '#714853', hem: 280, flare: 84 }, legwear: { from: 0.05, color: '#4a4258' }, shoes: 'loafers' },
  tshirt: { top: '#7fd0b0', deep: '#5fb794', accent: '#ffffff', neck: 'round', sleeve: 0.42, sleeveWidth: [38, 42], extra: 'print', bottom: { kind: 'shorts', color: '#5b86c4', deep: '#466ca4', hem: 264 }, legwear: { from: 0.8, color: '#ffffff' }, shoes: 'sneakers', shoeColor: '#e8505b' },
};

// ---------------------------------------------------------------- hats

export const strawHat = shape('M -168,-40 C -140,-92 140,-92 168,-40 C 120,-12 -120,-12 -168,-40 Z', '#f2d489') + shape('M -106,-54 C -110,-172 110,-172 106,-54 C 50,-36 -50,-36 -106,-54 Z', '#f7e0a3')
  + shape('M -106,-58 C -50,-38 50,-38 106,-58 L 106,-82 C 50,-62 -50,-62 -106,-82 Z', '#7db7ea') + line('M -84,-100 Q 0,-80 84,-100 M -66,-122 Q 0,-108 66,-122', '#e0bd6a', 3);
export const witchHat = shape('M -176,-44 C -130,-98 130,-98 176,-44 C 120,-14 -120,-14 -176,-44 Z', '#4b3b63') + shape('M -106,-58 C -96,-140 -40,-206 60,-250 C 46,-200 84,-130 106,-58 C 50,-38 -50,-38 -106,-58 Z', '#4b3b63')
  + shape('M -106,-58 C -50,-38 50,-38 106,-58 L 98,-84 C 44,-66 -50,-66 -101,-84 Z', '#f08a3c') + shape('M -18,-80 L 18,-80 L 18,-46 L -18,-46 Z M -9,-71 L 9,-71 L 9,-55 L -9,-55 Z', '#ffe08a', { 'fill-rule': 'evenodd' })
  + line('M -46,-124 Q -12,-170 28,-202', '#6a5588', 4);
export { shape, ink };
