// Her outlines, and the colours of her skin.
import { line, path } from '../svg.mjs';

export const LINE = '#5b3a48';
export const W = 3.4;
export const skin = '#ffe4d3';
export const skinShade = '#f6c3ae';

export const shape = (d, fill, more = {}) => path(d, fill, { stroke: LINE, 'stroke-width': W, 'stroke-linejoin': 'round', 'stroke-linecap': 'round', ...more });
export const ink = (d, width = W, more = {}) => line(d, LINE, width, more);
