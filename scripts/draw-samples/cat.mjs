// Koro: a black cat with yellow eyes and a red collar with a bell.
// Units: the middle of his head is (0, 0); sitting, his paws stand at y 236.
import { bend, circle, clipped, ellipse, group, line, path, place, tube } from './svg.mjs';

const LINE = '#221d2c';
const W = 3.4;
const fur = '#433c52';
const furLight = '#5a5169';
const inner = '#e79aa6';
const collarRed = '#e8505b';

const shape = (d, fill, more = {}) => path(d, fill, { stroke: LINE, 'stroke-width': W, 'stroke-linejoin': 'round', 'stroke-linecap': 'round', ...more });
const ink = (d, width = W, color = LINE) => line(d, color, width);

const bell = (x, y, r = 14) => circle(x, y, r, '#f6c64a', { stroke: LINE, 'stroke-width': W }) + ink(`M ${x - r},${y - 1} Q ${x},${y + 5} ${x + r},${y - 1}`, 2.6) + circle(x, y + r * 0.4, 2.6, LINE) + ink(`M ${x},${y + r * 0.5} L ${x},${y + r}`, 2.2);

function eyes(kind, [lx, ly], turn) {
  const one = k => {
    const sx = k * (1 - Math.max(0, k * turn) * 0.12);
    const inside = {
      open: ellipse(0, 0, 25, 28, '#ffd84d', { stroke: LINE, 'stroke-width': 4.4 }) + ellipse(0, 6, 19, 18, '#ffe98f') + ellipse(k * lx, ly, 10, 20, '#241d2b') + circle(k * -6, -10, 6.5, '#ffffff') + circle(k * 7, 10, 3.2, '#ffffff'),
      wide: ellipse(0, 0, 28, 31, '#ffd84d', { stroke: LINE, 'stroke-width': 4.4 }) + ellipse(k * lx, ly, 19, 23, '#241d2b') + circle(k * -8, -11, 8, '#ffffff') + circle(k * 8, 11, 4, '#ffffff'),
      closed: line('M -20,0 Q 0,16 20,0', '#cfc4dd', 5),
      happy: line('M -20,8 Q 0,-18 20,8', '#cfc4dd', 5),
      half: clipped('M -30,-3 L 30,-3 L 30,34 L -30,34 Z', ellipse(0, 0, 25, 28, '#ffd84d') + ellipse(0, 4, 8, 20, '#241d2b')) + line('M -25,-3 L 25,-3', LINE, 5),
    }[kind];
    return group(inside, { transform: `translate(${k * 44 + turn * 14} 6) scale(${sx} 1)` });
  };
  return one(-1) + one(1);
}

/** The head from the front. */
export function catHead({ kind = 'open', mouth = 'small', look = [0, 0], turn = 0, tilt = 0, hat = '' } = {}) {
  const dx = turn * 14;
  const ear = k => group(
    shape('M -92,-30 C -104,-90 -96,-122 -84,-130 C -66,-124 -34,-100 -22,-78 Z', fur) + path('M -82,-58 C -88,-88 -84,-106 -79,-112 C -68,-106 -52,-94 -44,-82 Z', inner),
    { transform: `scale(${k} 1)` },
  );
  const muzzle = {
    small: ink(`M ${dx},32 L ${dx},38 M ${dx - 18},40 Q ${dx - 8},52 ${dx},38 Q ${dx + 8},52 ${dx + 18},40`, 3.6, '#cfc4dd'),
    open: path(`M ${dx - 17},40 Q ${dx},46 ${dx + 17},40 C ${dx + 16},64 ${dx + 6},72 ${dx},72 C ${dx - 6},72 ${dx - 16},64 ${dx - 17},40 Z`, '#a8323f', { stroke: '#cfc4dd', 'stroke-width': 3 })
      + ellipse(dx, 63, 10, 8, '#f58d8d') + path(`M ${dx - 14},42 L ${dx - 10},52 L ${dx - 6},43 Z M ${dx + 14},42 L ${dx + 10},52 L ${dx + 6},43 Z`, '#ffffff') + ink(`M ${dx - 22},38 Q ${dx - 10},48 ${dx},38 Q ${dx + 10},48 ${dx + 22},38`, 3.6, '#cfc4dd'),
    tongue: path(`M ${dx - 8},44 C ${dx - 9},62 ${dx + 9},62 ${dx + 8},44 Z`, '#f58d8d', { stroke: LINE, 'stroke-width': 2.4 }) + ink(`M ${dx - 18},40 Q ${dx - 8},50 ${dx},38 Q ${dx + 8},50 ${dx + 18},40`, 3.6, '#cfc4dd'),
  }[mouth];
  return group(
    ear(-1) + ear(1)
    + shape('M -104,8 C -104,-56 -60,-88 0,-88 C 60,-88 104,-56 104,8 C 112,22 116,34 118,44 C 104,44 98,46 92,54 C 72,82 38,90 0,90 C -38,90 -72,82 -92,54 C -98,46 -104,44 -118,44 C -116,34 -112,22 -104,8 Z', fur)
    + path('M -70,-44 C -48,-70 -20,-76 10,-76 C -14,-68 -44,-60 -58,-36 Z', furLight)
    + ellipse(dx, 42, 40, 26, furLight)
    + ellipse(-72 + dx, 40, 15, 9, '#e79aa6', { opacity: 0.55 }) + ellipse(72 + dx, 40, 15, 9, '#e79aa6', { opacity: 0.55 })
    + eyes(kind, look, turn)
    + muzzle
    + path(`M ${dx - 8},25 Q ${dx},20 ${dx + 8},25 Q ${dx + 4},34 ${dx},34 Q ${dx - 4},34 ${dx - 8},25 Z`, inner, { stroke: LINE, 'stroke-width': 2.2 })
    + ink('M -88,30 L -132,22 M -88,42 L -130,48 M 88,30 L 132,22 M 88,42 L 130,48', 2.4, '#8d8399')
    + hat,
    { transform: `rotate(${tilt} 0 70)` },
  );
}

const tail = points => tube(bend(...points, 26), 27, 23, fur, LINE, W);
const paw = (x, y, k = 1) => place(shape('M -22,-20 C -26,2 -28,20 -20,22 L 20,22 C 28,20 26,2 22,-20 Z', fur) + ink('M -7,22 L -7,11 M 7,22 L 7,11', 2.8), { x, y, flip: k < 0 });
const collar = (y = 84) => shape(`M -52,${y - 8} C -30,${y + 10} 30,${y + 10} 52,${y - 8} L 50,${y + 8} C 28,${y + 24} -28,${y + 24} -50,${y + 8} Z`, collarRed) + bell(0, y + 20);

/** Sitting and facing us. */
export const catSitting = ({ head = {}, over = '', tailUp = true, neck = true, raised = false } = {}) =>
  tail(tailUp ? [[60, 206], [142, 176], [124, 78]] : [[56, 214], [120, 224], [150, 196]])
  + shape('M -52,70 C -86,120 -96,180 -84,214 C -78,236 -50,238 0,238 C 50,238 78,236 84,214 C 96,180 86,120 52,70 Z', fur)
  + path('M -30,92 C -42,130 -36,166 0,170 C 36,166 42,130 30,92 Z', furLight)
  + ink('M -60,232 C -82,210 -76,172 -50,164 M 60,232 C 82,210 76,172 50,164')
  + (raised ? paw(-26, 216) + tube(bend([34, 140], [84, 120], [104, 66]), 42, 40, fur, LINE, W) + circle(104, 58, 21, fur, { stroke: LINE, 'stroke-width': W }) + ellipse(104, 62, 9, 8, inner) + circle(94, 46, 4.4, inner) + circle(104, 42, 4.4, inner) + circle(114, 46, 4.4, inner) : paw(-26, 216) + paw(26, 216))
  + (neck ? collar() : '') + over + catHead(head);

/** Curled up asleep. */
export const catCurled = () =>
  shape('M -190,110 C -196,20 -100,-50 20,-44 C 140,-38 196,40 188,112 C 184,150 120,160 0,160 C -130,160 -188,150 -190,110 Z', fur)
  + path('M -60,-22 C 0,-44 90,-36 130,6 C 90,-12 20,-20 -60,-22 Z', furLight)
  + ink('M 96,150 C 60,130 60,70 110,52')
  + place(catHead({ kind: 'closed', tilt: 0 }), { x: -92, y: 66, scale: 0.82, rotate: -8 })
  + tube(bend([170, 112], [56, 154], [-112, 138], 30), 34, 28, fur, LINE, W);

/** Walking to the left, seen from the side, looking at us. */
export const catWalking = ({ head = {} } = {}) =>
  tube(bend([214, 96], [292, 60], [268, -60], 26), 27, 24, fur, LINE, W)
  + tube(bend([70, 150], [56, 190], [84, 232]), 46, 36, '#393247', LINE, W) + tube(bend([196, 150], [190, 190], [228, 230]), 48, 36, '#393247', LINE, W)
  + shape('M -10,70 C 60,52 170,50 216,82 C 244,110 240,160 214,178 C 150,190 70,190 20,176 C -20,150 -30,96 -10,70 Z', fur)
  + path('M 70,72 C 120,62 180,70 202,96 C 170,84 120,78 70,72 Z', furLight)
  + tube(bend([24, 140], [0, 190], [-16, 232]), 48, 38, fur, LINE, W) + tube(bend([180, 140], [150, 190], [166, 232]), 50, 38, fur, LINE, W)
  + place(collar(84), { rotate: 6 }) + catHead(head);

/** On his back, paws in the air (drawn lying; the head at the left). */
export const catOnBack = ({ toy = '' } = {}) =>
  tube(bend([262, 120], [340, 140], [360, 70], 26), 27, 24, fur, LINE, W)
  + shape('M 20,30 C 90,-6 230,0 266,60 C 290,120 250,166 170,168 C 90,170 20,160 0,110 Z', fur)
  + path('M 70,40 C 120,14 210,20 232,66 C 236,100 180,110 130,104 C 90,98 60,70 70,40 Z', furLight)
  + tube(bend([230, 60], [262, 20], [250, -36]), 48, 40, fur, LINE, W) + tube(bend([180, 40], [196, -4], [180, -56]), 48, 40, fur, LINE, W)
  + ellipse(250, -40, 10, 9, inner) + ellipse(180, -58, 10, 9, inner)
  + toy
  + tube(bend([90, 36], [110, -20], [86, -70]), 42, 38, fur, LINE, W) + tube(bend([50, 40], [44, -30], [10, -76]), 42, 38, fur, LINE, W)
  + place(catHead({ kind: 'wide', mouth: 'open', look: [4, -6] }), { x: -30, y: 96, rotate: -24, scale: 0.95 });

export const catPaws = (y = 0) => paw(-44, y) + paw(44, y);
