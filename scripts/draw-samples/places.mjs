// Backgrounds: flat, without outlines, so that the figures stand out. Each takes the picture's width and height.
import { circle, clipped, ellipse, glow, gradientRect, line, n, path, place, random, rect } from './svg.mjs';

// ---------------------------------------------------------------- pieces

export const cloud = (x, y, scale = 1, color = '#ffffff', opacity = 1) =>
  place(path('M -120,30 C -150,30 -150,-14 -112,-16 C -108,-56 -52,-70 -28,-40 C -6,-78 66,-72 72,-26 C 120,-34 140,30 104,30 Z', color), { x, y, scale, opacity });

export const tree = (x, y, scale, { trunk = '#8b6148', leaf = '#6fb36a', dark = '#589a58', light = '#8ccb80' } = {}) =>
  place(
    path('M -16,0 C -10,-60 -14,-100 -30,-140 L -4,-118 L 0,-160 L 10,-118 L 34,-136 C 16,-100 12,-60 18,0 Z', trunk)
    + circle(-60, -190, 66, dark) + circle(56, -188, 70, dark) + circle(0, -150, 62, dark) + circle(-30, -240, 70, leaf) + circle(44, -240, 62, leaf) + circle(-70, -200, 46, leaf)
    + circle(-38, -262, 34, light) + circle(40, -262, 24, light),
    { x, y, scale },
  );

const pine = (x, y, scale, color = '#3f7a63', snow) =>
  place(rect(-10, -30, 20, 34, '#7a5844') + [0, 1, 2].map(i => path(`M ${-80 + i * 16},${-26 - i * 64} L 0,${-150 - i * 60} L ${80 - i * 16},${-26 - i * 64} Q 0,${-8 - i * 64} ${-80 + i * 16},${-26 - i * 64} Z`, color)
    + (snow ? path(`M 0,${-150 - i * 60} L ${44 - i * 8},${-82 - i * 62} L 22,${-92 - i * 62} L 4,${-78 - i * 62} L -16,${-92 - i * 62} L ${-44 + i * 8},${-82 - i * 62} Z`, snow) : '')).join(''), { x, y, scale });

export const stars = (width, height, count, seed, color = '#fff6d0') => {
  const r = random(seed);
  return Array.from({ length: count }, () => {
    const x = r() * width;
    const y = r() * height;
    const size = 1.4 + r() * 2.6;
    return r() > 0.82
      ? path(`M ${n(x)},${n(y - size * 3)} Q ${n(x)},${n(y)} ${n(x + size * 3)},${n(y)} Q ${n(x)},${n(y)} ${n(x)},${n(y + size * 3)} Q ${n(x)},${n(y)} ${n(x - size * 3)},${n(y)} Q ${n(x)},${n(y)} ${n(x)},${n(y - size * 3)} Z`, color)
      : circle(x, y, size, color, { opacity: 0.9 });
  }).join('');
};

export const moon = (x, y, r, color = '#fff1b8') => glow(x, y, r * 2.4, color, 0.45) + circle(x, y, r, color) + circle(x - r * 0.3, y - r * 0.2, r * 0.2, '#f2dd92') + circle(x + r * 0.35, y + r * 0.3, r * 0.14, '#f2dd92') + circle(x + r * 0.1, y - r * 0.5, r * 0.1, '#f2dd92');

/** Falling things: petals, snowflakes, drops. */
export const scatter = (width, height, count, seed, draw) => {
  const r = random(seed);
  return Array.from({ length: count }, () => draw(r() * width, r() * height, r)).join('');
};
export const petal = (x, y, r) => place(path('M 0,-12 C 12,-8 12,8 0,14 C -10,8 -12,-6 -4,-12 L -1,-7 Z', r() > 0.5 ? '#ffd3df' : '#ffb7cb'), { x, y, rotate: r() * 360, scale: 0.7 + r() * 0.8 });
export const snowflake = (x, y, r) => circle(x, y, 3 + r() * 6, '#ffffff', { opacity: 0.85 });
export const raindrop = (x, y, r) => line(`M ${n(x)},${n(y)} l -7,${n(34 + r() * 26)}`, '#e8f4ff', 2.6, { opacity: 0.7 });

const skyline = (width, base, seed, color, light, tall = 1) => {
  const r = random(seed);
  let x = -20;
  let out = '';
  while (x < width) {
    const w = 50 + r() * 80;
    const h = (90 + r() * 220) * tall;
    out += rect(x, base - h, w, h, color);
    if (light) {
      for (let wy = base - h + 18; wy < base - 24; wy += 30) {
        for (let wx = x + 12; wx < x + w - 16; wx += 24) if (r() > 0.45) out += rect(wx, wy, 11, 15, light, { opacity: 0.9 });
      }
    }
    x += w + (r() > 0.6 ? 10 : 0);
  }
  return out;
};

export const flower = (x, y, scale, color, center = '#ffd65c') =>
  place([0, 72, 144, 216, 288].map(a => place(ellipse(0, -13, 9, 13, color), { rotate: a })).join('') + circle(0, 0, 7.5, center), { x, y, scale });
export const sunflower = (x, y, scale, stem = 260) =>
  place(line(`M 0,0 Q 8,${stem / 2} 0,${stem}`, '#5a9a4e', 13) + path(`M 0,${stem * 0.55} C 40,${stem * 0.4} 76,${stem * 0.48} 84,${stem * 0.6} C 50,${stem * 0.68} 20,${stem * 0.66} 0,${stem * 0.55} Z M 0,${stem * 0.7} C -40,${stem * 0.55} -70,${stem * 0.6} -80,${stem * 0.74} C -50,${stem * 0.82} -20,${stem * 0.8} 0,${stem * 0.7} Z`, '#6db35c')
    + Array.from({ length: 14 }, (_, i) => place(path('M 0,-30 C 20,-50 16,-76 0,-88 C -16,-76 -20,-50 0,-30 Z', i % 2 ? '#f7b733' : '#ffcf4d'), { rotate: (i * 360) / 14 })).join('')
    + circle(0, 0, 42, '#7a4a2c') + circle(0, 0, 28, '#8f5a36'), { x, y, scale });

const grassTufts = (width, y0, y1, count, seed, color) => scatter(width, y1 - y0, count, seed, (x, y) => line(`M ${n(x - 8)},${n(y0 + y - 12)} L ${n(x)},${n(y0 + y)} L ${n(x + 8)},${n(y0 + y - 14)}`, color, 4));

// ---------------------------------------------------------------- plain

export const plain = (w, h, color) => rect(0, 0, w, h, color);
export const dots = (w, h, color, dot, step = 90) => {
  let out = rect(0, 0, w, h, color);
  for (let y = 0, row = 0; y < h + step; y += step / 2, row++) for (let x = (row % 2) * (step / 2); x < w + step; x += step) out += circle(x, y, step * 0.12, dot);
  return out;
};
export const rays = (w, h, color, ray) => {
  const cx = w / 2;
  const cy = h * 0.55;
  const far = w + h;
  return rect(0, 0, w, h, color) + Array.from({ length: 14 }, (_, i) => {
    const a = (i * Math.PI * 2) / 14;
    const b = a + Math.PI / 14;
    return path(`M ${n(cx)},${n(cy)} L ${n(cx + far * Math.cos(a))},${n(cy + far * Math.sin(a))} L ${n(cx + far * Math.cos(b))},${n(cy + far * Math.sin(b))} Z`, ray);
  }).join('');
};
export const gradient = (w, h, top, bottom) => gradientRect(0, 0, w, h, [[0, top], [1, bottom]]);
export const twoTone = (w, h, a, b) => rect(0, 0, w, h, a) + path(`M 0,${n(h * 0.62)} L ${w},${n(h * 0.4)} L ${w},${h} L 0,${h} Z`, b);

// ---------------------------------------------------------------- outdoors

export const beach = (w, h) => gradientRect(0, 0, w, h * 0.56, [[0, '#6ec3f2'], [1, '#cdeefc']])
  + cloud(w * 0.2, h * 0.2, 1.5) + cloud(w * 0.86, h * 0.3, 1.1) + cloud(w * 0.6, h * 0.1, 0.7)
  + rect(0, h * 0.5, w, h * 0.3, '#3fa7d8') + rect(0, h * 0.5, w, h * 0.06, '#5cbae3')
  + [[0.1, 0.6, 0.12], [0.5, 0.57, 0.1], [0.72, 0.64, 0.16], [0.3, 0.67, 0.1]].map(([x, y, l]) => line(`M ${n(w * x)},${n(h * y)} h ${n(w * l)}`, '#a6e0f5', 5)).join('')
  + path(`M 0,${n(h * 0.76)} C ${n(w * 0.25)},${n(h * 0.7)} ${n(w * 0.45)},${n(h * 0.8)} ${n(w * 0.7)},${n(h * 0.74)} C ${n(w * 0.85)},${n(h * 0.71)} ${n(w * 0.95)},${n(h * 0.75)} ${w},${n(h * 0.73)} L ${w},${h} L 0,${h} Z`, '#e9f8fb')
  + path(`M 0,${n(h * 0.79)} C ${n(w * 0.25)},${n(h * 0.73)} ${n(w * 0.45)},${n(h * 0.83)} ${n(w * 0.7)},${n(h * 0.77)} C ${n(w * 0.85)},${n(h * 0.74)} ${n(w * 0.95)},${n(h * 0.78)} ${w},${n(h * 0.76)} L ${w},${h} L 0,${h} Z`, '#f6deae')
  + place(path('M 0,-22 L 6,-7 L 22,-7 L 9,3 L 14,19 L 0,9 L -14,19 L -9,3 L -22,-7 L -6,-7 Z', '#f08a6b'), { x: w * 0.14, y: h * 0.9, rotate: 14 })
  + place(path('M -20,10 A 20 20 0 0 1 20,10 Z', '#fff3e6') + line('M -10,8 L -5,-6 M 0,9 L 0,-9 M 10,8 L 5,-6', '#e6bfa0', 2.6), { x: w * 0.88, y: h * 0.92 });

export const park = (w, h, horizon = 0.6) => gradientRect(0, 0, w, h * horizon, [[0, '#8fd0f5'], [1, '#e0f5fd']])
  + cloud(w * 0.25, h * 0.14, w / 900) + cloud(w * 0.82, h * 0.24, w / 1200)
  + path(`M 0,${n(h * (horizon - 0.06))} Q ${n(w * 0.3)},${n(h * (horizon - 0.14))} ${n(w * 0.62)},${n(h * (horizon - 0.05))} T ${w},${n(h * (horizon - 0.08))} L ${w},${h} L 0,${h} Z`, '#a5d98f')
  + rect(0, h * horizon, w, h * (1 - horizon), '#8ccf7a')
  + grassTufts(w, h * horizon + 20, h, 26, 7, '#74b964');

export const blossoms = (w, h) => gradientRect(0, 0, w, h, [[0, '#bfe3f7'], [0.7, '#fdeef2']])
  + path(`M 0,${n(h * 0.74)} L ${w},${n(h * 0.74)} L ${w},${h} L 0,${h} Z`, '#cfe3b4') + path(`M ${n(w * 0.4)},${n(h * 0.74)} L ${n(w * 0.6)},${n(h * 0.74)} L ${n(w * 0.98)},${h} L ${n(w * 0.02)},${h} Z`, '#efe2d0')
  + [[0.06, 0.84, 1.9], [0.95, 0.86, 2], [0.28, 0.77, 0.9], [0.74, 0.77, 0.95]].reverse().map(([x, y, k]) => tree(w * x, h * y, (k * w) / 832, { trunk: '#7d5a52', leaf: '#ffc3d4', dark: '#f7a8bf', light: '#ffdde7' })).join('')
  + scatter(w, h * 0.3, 40, 3, (x, y, r) => petal(x, y + h * 0.72, r));

export const meadow = (w, h) => gradientRect(0, 0, w, h * 0.62, [[0, '#7cc6f2'], [1, '#dff4fc']])
  + cloud(w * 0.12, h * 0.2, 1) + cloud(w * 0.44, h * 0.12, 0.7) + cloud(w * 0.9, h * 0.26, 1.2)
  + path(`M 0,${n(h * 0.56)} L ${n(w * 0.12)},${n(h * 0.3)} L ${n(w * 0.2)},${n(h * 0.42)} L ${n(w * 0.32)},${n(h * 0.2)} L ${n(w * 0.48)},${n(h * 0.5)} L ${n(w * 0.56)},${n(h * 0.4)} L ${n(w * 0.7)},${n(h * 0.58)} L ${n(w * 0.7)},${n(h * 0.64)} L 0,${n(h * 0.64)} Z`, '#9db8d9')
  + path(`M ${n(w * 0.32)},${n(h * 0.2)} L ${n(w * 0.365)},${n(h * 0.285)} L ${n(w * 0.34)},${n(h * 0.27)} L ${n(w * 0.32)},${n(h * 0.3)} L ${n(w * 0.3)},${n(h * 0.27)} L ${n(w * 0.278)},${n(h * 0.285)} Z M ${n(w * 0.12)},${n(h * 0.3)} L ${n(w * 0.147)},${n(h * 0.345)} L ${n(w * 0.12)},${n(h * 0.36)} L ${n(w * 0.098)},${n(h * 0.35)} Z`, '#ffffff')
  + path(`M 0,${n(h * 0.58)} Q ${n(w * 0.25)},${n(h * 0.5)} ${n(w * 0.5)},${n(h * 0.57)} T ${w},${n(h * 0.54)} L ${w},${h} L 0,${h} Z`, '#9bd489')
  + path(`M 0,${n(h * 0.7)} Q ${n(w * 0.3)},${n(h * 0.6)} ${n(w * 0.6)},${n(h * 0.7)} T ${w},${n(h * 0.66)} L ${w},${h} L 0,${h} Z`, '#86c774')
  + (() => {
    const r = random(11);
    const colors = ['#ffffff', '#ffb3c7', '#f7788b', '#ffd65c', '#c9a6f2'];
    return Array.from({ length: 150 }, (_, i) => {
      const t = i / 150;
      return flower(r() * w, h * (0.7 + 0.3 * t) + 6, 0.35 + t * 0.85, colors[Math.floor(r() * 5)], '#ffe9a8');
    }).join('');
  })();

export const sunset = (w, h) => gradientRect(0, 0, w, h, [[0, '#6f6bb5'], [0.35, '#f08a7a'], [0.62, '#ffc07a'], [1, '#ffe2a8']])
  + glow(w * 0.24, h * 0.64, w * 0.42, '#fff2c0', 0.9) + circle(w * 0.24, h * 0.64, w * 0.08, '#fff6d6')
  + cloud(w * 0.72, h * 0.2, w / 700, '#f7a58f', 0.8) + cloud(w * 0.2, h * 0.32, w / 1000, '#fbb894', 0.8) + cloud(w * 0.95, h * 0.44, w / 1000, '#fdcf9c', 0.8)
  + skyline(w, h * 0.86, 5, '#7a5c86', null, w / 1000) + rect(0, h * 0.84, w, h * 0.16, '#5f4a70')
  + rect(0, h * 0.76, w, 12, '#4a3a5c') + Array.from({ length: Math.ceil(w / 46) }, (_, i) => rect(i * 46 + 8, h * 0.76, 8, h * 0.24, '#4a3a5c')).join('');

export const snowNight = (w, h) => gradientRect(0, 0, w, h, [[0, '#232f5c'], [0.7, '#5a6aa8'], [1, '#8e9bcf']])
  + stars(w, h * 0.4, 40, 21) + skyline(w, h * 0.72, 9, '#38457a', '#ffd98a', w / 900)
  + pine(w * 0.1, h * 0.8, w / 640, '#2f5d5c', '#eef4ff') + pine(w * 0.93, h * 0.83, w / 560, '#2f5d5c', '#eef4ff')
  + path(`M 0,${n(h * 0.77)} Q ${n(w * 0.4)},${n(h * 0.73)} ${w},${n(h * 0.78)} L ${w},${h} L 0,${h} Z`, '#eaf0ff') + path(`M 0,${n(h * 0.88)} Q ${n(w * 0.6)},${n(h * 0.83)} ${w},${n(h * 0.9)} L ${w},${h} L 0,${h} Z`, '#d5dff7');

export const streetLamp = (x, y, h) => glow(x, y - h, 210, '#ffe9a8', 0.85) + rect(x - 7, y - h + 30, 14, h - 30, '#2c2f45') + path(`M ${x - 30},${y - h + 36} L ${x - 20},${y - h - 22} L ${x + 20},${y - h - 22} L ${x + 30},${y - h + 36} Z`, '#fff2c4') + path(`M ${x - 38},${y - h - 22} L ${x},${y - h - 54} L ${x + 38},${y - h - 22} Z`, '#2c2f45') + rect(x - 22, y - 14, 44, 14, '#2c2f45');

export const rainStreet = (w, h) => gradientRect(0, 0, w, h, [[0, '#8ea3b8'], [0.7, '#b9c7d3']])
  + cloud(w * 0.2, h * 0.07, 1.6, '#a7b7c6') + cloud(w * 0.8, h * 0.1, 1.8, '#9fb0c0') + cloud(w * 0.5, h * 0.03, 1.4, '#b4c2cf')
  + skyline(w, h * 0.7, 13, '#93a5b7', '#f5e3ad', w / 640)
  + rect(0, h * 0.7, w, h * 0.3, '#8d98a6') + path(`M 0,${n(h * 0.7)} L ${w},${n(h * 0.7)} L ${w},${n(h * 0.76)} L 0,${n(h * 0.76)} Z`, '#a4afbb')
  + [[0.18, 0.9, 0.14], [0.8, 0.86, 0.11], [0.62, 0.96, 0.16]].map(([x, y, r]) => ellipse(w * x, h * y, w * r, w * r * 0.22, '#b7cbdc') + ellipse(w * x, h * y, w * r * 0.55, w * r * 0.1, 'none', { stroke: '#dcebf5', 'stroke-width': 3 })).join('');

export const festival = (w, h) => gradientRect(0, 0, w, h, [[0, '#1d2150'], [0.7, '#453a7a'], [1, '#6b4a86']])
  + stars(w, h * 0.5, 40, 33) + [[0.22, 0.2, 150, '#ff8fa8'], [0.76, 0.14, 180, '#ffe08a'], [0.62, 0.36, 100, '#8fd8ff']].map(([x, y, r, c]) => firework(w * x, h * y, (r * w) / 832, c)).join('')
  + skyline(w, h * 0.7, 17, '#2b2658', '#ffc772', w / 1000) + rect(0, h * 0.7, w, h * 0.3, '#3a3263') + path(`M ${n(w * 0.3)},${n(h * 0.7)} L ${n(w * 0.7)},${n(h * 0.7)} L ${n(w * 1.05)},${h} L ${n(w * -0.05)},${h} Z`, '#4d4378')
  + line(`M 0,${n(h * 0.44)} Q ${n(w * 0.5)},${n(h * 0.54)} ${w},${n(h * 0.44)}`, '#2b2346', 5)
  + [0.06, 0.2, 0.8, 0.94].map(x => { const y = h * (0.44 + 0.2 * x * (1 - x)) + 8; return glow(w * x, y + 44, 100, '#ff9a5c', 0.6) + ellipse(w * x, y + 44, 34, 42, '#f2604d') + line(`M ${n(w * x - 30)},${n(y + 30)} h 60 M ${n(w * x - 33)},${n(y + 46)} h 66 M ${n(w * x - 29)},${n(y + 62)} h 58`, '#d2453b', 3) + rect(w * x - 16, y, 32, 8, '#3a2c3c') + rect(w * x - 16, y + 82, 32, 8, '#3a2c3c'); }).join('');

export const firework = (x, y, r, color) => glow(x, y, r * 1.1, color, 0.4) + Array.from({ length: 16 }, (_, i) => {
  const a = (i * Math.PI) / 8;
  const k = i % 2 ? 0.75 : 1;
  return line(`M ${n(x + Math.cos(a) * r * 0.3)},${n(y + Math.sin(a) * r * 0.3)} L ${n(x + Math.cos(a) * r * k)},${n(y + Math.sin(a) * r * k)}`, color, 5) + circle(x + Math.cos(a) * r * (k + 0.1), y + Math.sin(a) * r * (k + 0.1), 4, '#fff6e0');
}).join('');

export const hillNight = (w, h) => gradientRect(0, 0, w, h, [[0, '#141b45'], [0.55, '#33407f'], [0.9, '#6a72b0']])
  + path(`M 0,${n(h * 0.5)} C ${n(w * 0.3)},${n(h * 0.36)} ${n(w * 0.6)},${n(h * 0.2)} ${w},${n(h * -0.02)} L ${w},${n(h * 0.2)} C ${n(w * 0.7)},${n(h * 0.36)} ${n(w * 0.3)},${n(h * 0.52)} 0,${n(h * 0.66)} Z`, '#8f97dc', { opacity: 0.22 })
  + stars(w, h * 0.78, 130, 41) + moon(w * 0.18, h * 0.2, w * 0.075)
  + line(`M ${n(w * 0.7)},${n(h * 0.12)} l 110,44`, '#fff6d0', 4, { opacity: 0.9 })
  + path(`M 0,${n(h * 0.86)} Q ${n(w * 0.5)},${n(h * 0.74)} ${w},${n(h * 0.88)} L ${w},${h} L 0,${h} Z`, '#25325c') + grassTufts(w, h * 0.86, h, 40, 43, '#34457a');

export const halloween = (w, h) => gradientRect(0, 0, w, h, [[0, '#2c1f52'], [0.6, '#7a4a7e'], [1, '#e0805c']])
  + stars(w, h * 0.4, 30, 51) + moon(w * 0.27, h * 0.2, w * 0.15, '#ffe7a0')
  + [[0.62, 0.12, 1], [0.8, 0.24, 0.8], [0.14, 0.38, 0.7]].map(([x, y, k]) => place(path('M 0,0 C -8,-14 -16,-16 -20,-8 C -36,-22 -60,-20 -74,-4 C -60,-6 -52,0 -48,10 C -38,2 -30,4 -26,12 C -18,4 -8,8 0,18 C 8,8 18,4 26,12 C 30,4 38,2 48,10 C 52,0 60,-6 74,-4 C 60,-20 36,-22 20,-8 C 16,-16 8,-14 0,0 Z', '#1f1638'), { x: w * x, y: h * y, scale: k })).join('')
  + path(`M 0,${n(h * 0.8)} Q ${n(w * 0.5)},${n(h * 0.74)} ${w},${n(h * 0.82)} L ${w},${h} L 0,${h} Z`, '#5b4069') + path(`M ${n(w * 0.9)},${n(h * 0.8)} C ${n(w * 0.86)},${n(h * 0.6)} ${n(w * 0.9)},${n(h * 0.5)} ${n(w * 0.84)},${n(h * 0.36)} L ${n(w * 0.9)},${n(h * 0.46)} L ${n(w * 0.96)},${n(h * 0.34)} L ${n(w * 0.94)},${n(h * 0.5)} L ${w},${n(h * 0.44)} L ${n(w * 0.95)},${n(h * 0.58)} C ${n(w * 0.94)},${n(h * 0.7)} ${n(w * 0.96)},${n(h * 0.76)} ${n(w * 0.98)},${n(h * 0.82)} Z`, '#241838');

export const pumpkin = (x, y, scale) => place(glow(0, 0, 130, '#ffb04d', 0.5) + ellipse(-40, 0, 40, 52, '#e8792e') + ellipse(40, 0, 40, 52, '#e8792e') + ellipse(0, 0, 46, 56, '#f58d3c') + path('M -8,-54 C -8,-74 2,-82 14,-84 L 18,-74 C 10,-70 8,-62 8,-54 Z', '#5f8a4a')
  + path('M -40,-8 L -24,-30 L -10,-8 Z M 40,-8 L 24,-30 L 10,-8 Z M -44,12 Q 0,26 44,12 Q 34,42 14,42 L 10,34 L 0,42 L -10,34 L -14,42 Q -34,42 -44,12 Z', '#ffe08a'), { x, y, scale });

export const street = (w, h) => gradientRect(0, 0, w, h * 0.7, [[0, '#9ad6f5'], [1, '#e8f7fc']]) + cloud(w * 0.7, h * 0.1, 1.1) + cloud(w * 0.2, h * 0.2, 0.8)
  + rect(w * -0.02, h * 0.28, w * 0.42, h * 0.44, '#f3d9b8') + path(`M ${n(w * -0.06)},${n(h * 0.29)} L ${n(w * 0.19)},${n(h * 0.18)} L ${n(w * 0.44)},${n(h * 0.29)} Z`, '#c96f5c')
  + [[0.06, 0.34], [0.24, 0.34], [0.06, 0.5], [0.24, 0.5]].map(([x, y]) => rect(w * x, h * y, w * 0.1, h * 0.08, '#ffffff') + rect(w * x + 6, h * y + 6, w * 0.1 - 12, h * 0.08 - 12, '#8cc7e6')).join('')
  + rect(w * 0.58, h * 0.34, w * 0.5, h * 0.38, '#dfe6ee') + path(`M ${n(w * 0.54)},${n(h * 0.35)} L ${n(w * 0.8)},${n(h * 0.25)} L ${n(w * 1.08)},${n(h * 0.35)} Z`, '#5f86ad')
  + [[0.66, 0.4], [0.84, 0.4]].map(([x, y]) => rect(w * x, h * y, w * 0.11, h * 0.09, '#ffffff') + rect(w * x + 6, h * y + 6, w * 0.11 - 12, h * 0.09 - 12, '#8cc7e6')).join('')
  + tree(w * 0.5, h * 0.72, w / 900)
  + rect(0, h * 0.6, w, h * 0.13, '#c8bfb2') + Array.from({ length: Math.ceil(w / 64) }, (_, i) => line(`M ${i * 64},${n(h * 0.6)} v ${n(h * 0.13)}`, '#b3a999', 3)).join('') + rect(0, h * 0.595, w, 14, '#a89d8c')
  + rect(0, h * 0.73, w, h * 0.27, '#9aa0aa') + rect(0, h * 0.73, w, h * 0.035, '#d6d3cb') + [0.02, 0.3, 0.58, 0.86].map(x => rect(w * x, h * 0.93, w * 0.16, 12, '#f2f2ee')).join('');

export const sunflowerField = (w, h) => gradientRect(0, 0, w, h * 0.7, [[0, '#5fb9f0'], [1, '#d8f1fc']]) + cloud(w * 0.24, h * 0.14, 1.2) + cloud(w * 0.82, h * 0.2, 0.9)
  + rect(0, h * 0.6, w, h * 0.4, '#7dbb63')
  + [[0.02, 0.5, 0.5], [0.16, 0.53, 0.45], [0.3, 0.51, 0.42], [0.44, 0.53, 0.44], [0.58, 0.51, 0.42], [0.72, 0.53, 0.46], [0.86, 0.5, 0.5], [1, 0.53, 0.48]].map(([x, y, k]) => sunflower(w * x, h * y, (k * w) / 600, 330)).join('')
  + [[0.1, 0.6, 0.8], [0.92, 0.58, 0.85]].map(([x, y, k]) => sunflower(w * x, h * y, (k * w) / 700, 420)).join('');

export const fenceNight = (w, h) => gradientRect(0, 0, w, h, [[0, '#1b2350'], [0.7, '#4d4f93'], [1, '#8a74ad']]) + stars(w, h * 0.6, 70, 61) + moon(w * 0.4, h * 0.42, w * 0.24)
  + skyline(w, h * 0.8, 63, '#2c3163', '#ffd27a', w / 1200) + rect(0, h * 0.78, w, h * 0.22, '#232750');

// ---------------------------------------------------------------- indoors

export const window_ = (x, y, w, h, { sky = ['#8fd0f5', '#e3f6fd'], frame = '#ffffff', inside = '' } = {}) =>
  rect(x - 12, y - 12, w + 24, h + 24, frame) + gradientRect(x, y, w, h, [[0, sky[0]], [1, sky[1]]]) + (inside ? clipped(`M ${n(x)},${n(y)} h ${n(w)} v ${n(h)} h ${n(-w)} Z`, inside) : '')
  + rect(x + w / 2 - 5, y, 10, h, frame) + rect(x, y + h / 2 - 5, w, 10, frame) + rect(x - 22, y + h + 10, w + 44, 16, frame);

export const curtain = (x, y, w, h, color, deep, flip = false) => place(path(`M 0,0 L ${w},0 C ${w * 0.9},${h * 0.3} ${w * 0.7},${h * 0.5} ${w * 0.3},${h * 0.62} C ${w * 0.5},${h * 0.75} ${w * 0.6},${h * 0.9} ${w * 0.6},${h} L 0,${h} Z`, color) + line(`M ${w * 0.3},0 C ${w * 0.3},${h * 0.3} ${w * 0.2},${h * 0.5} ${w * 0.14},${h * 0.6} M ${w * 0.6},0 C ${w * 0.6},${h * 0.3} ${w * 0.4},${h * 0.5} ${w * 0.2},${h * 0.6}`, deep, 5) + rect(0, h * 0.6, w * 0.36, 14, deep), { x, y, flip });

export const classroom = (w, h) => rect(0, 0, w, h, '#f6ecd8') + rect(0, h * 0.72, w, h * 0.28, '#dcb98a') + rect(0, h * 0.7, w, h * 0.025, '#b98f62')
  + rect(w * -0.1, h * 0.1, w * 0.6, h * 0.34, '#8a6244') + rect(w * -0.1 + 14, h * 0.1 + 14, w * 0.6 - 28, h * 0.34 - 28, '#3f7a63')
  + line(`M ${n(w * 0.06)},${n(h * 0.2)} h ${n(w * 0.14)} M ${n(w * 0.06)},${n(h * 0.25)} h ${n(w * 0.22)} M ${n(w * 0.06)},${n(h * 0.3)} h ${n(w * 0.1)}`, '#dff0e4', 5) + line(`M ${n(w * 0.34)},${n(h * 0.34)} v ${n(-h * 0.12)} M ${n(w * 0.34)},${n(h * 0.34)} h ${n(w * 0.12)} M ${n(w * 0.35)},${n(h * 0.24)} C ${n(w * 0.36)},${n(h * 0.32)} ${n(w * 0.4)},${n(h * 0.33)} ${n(w * 0.45)},${n(h * 0.335)}`, '#ffe9a8', 5)
  + window_(w * 0.6, h * 0.1, w * 0.36, h * 0.42, { inside: cloud(w * 0.78, h * 0.24, 0.9) + tree(w * 0.9, h * 0.56, 0.9) })
  + [[0.08, 0.74], [0.84, 0.76]].map(([x, y]) => rect(w * x - 70, h * y, 160, 22, '#c98f5a') + rect(w * x - 56, h * y + 22, 12, 200, '#8f98a6') + rect(w * x + 64, h * y + 22, 12, 200, '#8f98a6')).join('');

const bookRow = (x, y, w, h, seed) => {
  const r = random(seed);
  const colors = ['#d86a5c', '#5b86c4', '#e8b04d', '#6fa878', '#8a6bb0', '#c97b96', '#e6dcc4', '#4f6b7d'];
  let at = x;
  let out = '';
  while (at < x + w - 16) {
    const bw = 14 + r() * 20;
    const bh = h * (0.66 + r() * 0.28);
    if (at + bw > x + w) break;
    const c = colors[Math.floor(r() * colors.length)];
    out += r() > 0.93 ? '' : rect(at, y + h - bh, bw - 2, bh, c) + rect(at + 3, y + h - bh * 0.82, bw - 8, 5, '#fff3d6', { opacity: 0.7 });
    at += bw;
  }
  return out;
};
export const shelves = (x, y, w, h, rows, seed) => rect(x, y, w, h, '#8a5a3c') + Array.from({ length: rows }, (_, i) => {
  const rh = (h - 16) / rows;
  return rect(x + 16, y + 16 + i * rh, w - 32, rh - 16, '#6d442c') + bookRow(x + 20, y + 16 + i * rh, w - 40, rh - 16, seed + i);
}).join('');
export const library = (w, h) => rect(0, 0, w, h, '#f0e2c8') + rect(0, h * 0.82, w, h * 0.18, '#b58357') + shelves(w * -0.06, h * 0.06, w * 0.5, h * 0.78, 6, 71) + shelves(w * 0.62, h * 0.06, w * 0.5, h * 0.78, 6, 81)
  + window_(w * 0.46, h * 0.14, w * 0.14, h * 0.3, { sky: ['#fbe3a6', '#fff6dc'] }) + path(`M ${n(w * 0.46)},${n(h * 0.14)} L ${n(w * 0.6)},${n(h * 0.14)} L ${n(w * 0.86)},${h} L ${n(w * 0.3)},${h} Z`, '#fff6d0', { opacity: 0.25 });

export const cafe = (w, h) => rect(0, 0, w, h, '#f7e6d2') + rect(0, h * 0.62, w, h * 0.38, '#a9714b') + Array.from({ length: 12 }, (_, i) => rect((i * w) / 11 - 3, h * 0.62, 5, h * 0.38, '#94603e')).join('')
  + window_(w * 0.06, h * 0.1, w * 0.3, h * 0.4, { inside: cloud(w * 0.16, h * 0.2, 0.8) + tree(w * 0.3, h * 0.56, 0.7) }) + window_(w * 0.64, h * 0.1, w * 0.3, h * 0.4, { inside: cloud(w * 0.86, h * 0.22, 0.9) + tree(w * 0.7, h * 0.58, 0.8) })
  + [0.42, 0.58].map(x => line(`M ${n(w * x)},0 v ${n(h * 0.1)}`, '#5f4336', 4) + path(`M ${n(w * x - 40)},${n(h * 0.17)} Q ${n(w * x)},${n(h * 0.04)} ${n(w * x + 40)},${n(h * 0.17)} Z`, '#d86a5c') + glow(w * x, h * 0.18, 90, '#fff0b8', 0.8)).join('');

export const bedTop = (w, h) => rect(0, 0, w, h, '#cfa67c') + Array.from({ length: 9 }, (_, i) => line(`M 0,${n((i * h) / 8)} h ${w}`, '#bd926a', 4)).join('')
  + rect(w * 0.05, h * 0.08, w * 0.9, h * 0.84, '#ffffff', { rx: 40 }) + rect(w * 0.05, h * 0.1, w * 0.9, h * 0.8, '#eef4fc', { rx: 34 })
  + place(path('M -120,-170 C -60,-186 60,-186 120,-170 C 136,-80 136,80 120,170 C 60,186 -60,186 -120,170 C -136,80 -136,-80 -120,-170 Z', '#ffffff') + path('M -120,-170 C -60,-186 60,-186 120,-170 C 130,-120 132,-60 130,0 C 60,-40 -60,-60 -128,-60 C -126,-100 -124,-140 -120,-170 Z', '#e3ecf7'), { x: w * 0.2, y: h * 0.5, scale: (h / 832) * 1.25 });

export const room = (w, h, { wall = '#dfeaf0', floor = '#d8b48a', split = 0.66 } = {}) => rect(0, 0, w, h, wall) + rect(0, h * split, w, h * (1 - split), floor) + rect(0, h * split - 14, w, 18, '#ffffff') + Array.from({ length: 5 }, (_, i) => line(`M 0,${n(h * (split + ((1 - split) * (i + 1)) / 5))} h ${w}`, '#c9a27a', 3)).join('');

export const plant = (x, y, scale) => place(['M 0,0 C -70,-50 -80,-110 -64,-150 C -20,-120 -4,-70 0,0 Z', 'M 0,0 C 70,-50 80,-110 64,-150 C 20,-120 4,-70 0,0 Z'].map(d => path(d, '#5fa463')).join('') + path('M 0,0 C -36,-70 -34,-140 0,-190 C 34,-140 36,-70 0,0 Z', '#74ba72') + path('M -50,0 L 50,0 L 38,90 L -38,90 Z', '#e08a5c') + rect(-58, -8, 116, 24, '#c97448'), { x, y, scale });
