// Her head with its hair: from the front, from behind, from the side.
import { circle, clipped, ellipse, group, line, n, path, place } from '../svg.mjs';
import { bow } from './bow.mjs';
import { browLines, frontFace, spectacles } from './face.mjs';
import { ink, shape, skin, skinShade } from './ink.mjs';

const hair = '#fbd673';
const hairBack = '#edb852';
const hairDeep = '#d99a3c';
const hairLight = '#fff0b8';

export function backHair({ sway = 0, lift = 0, short = 0 }) {
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

export function frontHead({ face = {}, turn = 0, sway = 0, glasses = false, hat = '', hatUnder = '', ribbonAt = true, sidelocks = true }) {
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

/** Her head from behind: all hair, the ribbon on top. */
export function backHead({ sway = 0, lift = 0, hat = '', looking = 0 }) {
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
export function sideHead({ face = {}, sway = 0, lift = 0, hat = '' }) {
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
