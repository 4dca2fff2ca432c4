// Her face from the front: eyes, mouth, brows, glasses.
import { circle, clipped, ellipse, group, line, n, path, place } from '../svg.mjs';
import { ink, shape, skinShade } from './ink.mjs';

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

export function frontFace({ eyes = 'open', leftEye, rightEye, mouth: mouthKind = 'smile', blush = 0.55, look = [0, 0], tears = false }, turn) {
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
export const browLines = ({ brows: kind = 'calm' }, turn) => [-1, 1]
  .map(k => group(line(brows[kind], '#b37a34', 4.4), { transform: `translate(${n(k * 43 + turn * 15)} -16) scale(${-k} 1)`, opacity: 0.85 })).join('');

export const spectacles = turn => {
  const dx = turn * 15;
  return [-1, 1].map(k => circle(k * 43 + dx, 26, 33, '#ffffff', { 'fill-opacity': 0.18, stroke: '#8c3b4a', 'stroke-width': 4 })).join('')
    + line(`M ${n(-10 + dx)},22 Q ${n(dx)},17 ${n(10 + dx)},22`, '#8c3b4a', 4);
};
