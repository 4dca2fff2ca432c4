// Her ribbon; that of an obi too.
import { line, place } from '../svg.mjs';
import { shape } from './ink.mjs';

const ribbon = '#e8505b';
const ribbonDeep = '#bf3447';

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
