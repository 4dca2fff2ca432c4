// The pictures of the sample dataset: what each shows, and the honest caption for it.
// The faults that some captions are given afterwards are in faults.mjs.
import { catCurled, catHead, catOnBack, catPaws, catSitting, catWalking } from './cat.mjs';
import { girl } from './girl.mjs';
import { strawHat, witchHat } from './girl/hats.mjs';
import { ink, LINE, shape, W } from './girl/ink.mjs';
import { outfits } from './girl/outfits.mjs';
import * as at from './places.mjs';
import { circle, ellipse, line, path, place, rect } from './svg.mjs';

const everywhere = 'lumi, 1girl, solo, long hair, blonde hair';

// ---------------------------------------------------------------- things to hold (drawn around the hand)

const openBook = (x, y, scale = 1, rotate = 0) => place(
  shape('M -62,-26 L 0,-16 L 62,-26 L 62,40 L 0,52 L -62,40 Z', '#c8574f') + shape('M -56,-32 Q -26,-38 0,-22 Q 26,-38 56,-32 L 56,32 Q 26,28 0,44 Q -26,28 -56,32 Z', '#fffaf0')
  + ink('M 0,-22 L 0,44', 2.6) + line('M -44,-18 Q -26,-22 -10,-12 M -44,-4 Q -26,-8 -10,2 M -44,10 Q -26,6 -10,16 M 44,-18 Q 26,-22 10,-12 M 44,-4 Q 26,-8 10,2 M 44,10 Q 26,6 10,16', '#c9bda8', 3), { x, y, scale, rotate });
const closedBook = (x, y, rotate = 0, color = '#5b86c4') => place(shape('M -34,-44 L 34,-44 L 34,44 L -34,44 Z', color) + line('M -24,-44 L -24,44', '#ffffff', 4, { opacity: 0.7 }) + rect(-10, -26, 32, 16, '#fff3d6'), { x, y, rotate });
const umbrella = (x, y, rotate = 0) => place(
  line('M 0,60 L 0,-190', LINE, 10) + line('M 0,60 L 0,-190', '#a9794e', 5)
  + shape('M -190,-170 C -180,-300 -80,-340 0,-340 C 80,-340 180,-300 190,-170 Q 158,-196 126,-170 Q 94,-196 62,-170 Q 30,-196 0,-170 Q -30,-196 -62,-170 Q -94,-196 -126,-170 Q -158,-196 -190,-170 Z', '#e8606b')
  + path('M -62,-172 Q -50,-290 0,-338 Q 50,-290 62,-172 Q 30,-194 0,-172 Q -30,-194 -62,-172 Z', '#f5878e') + ink('M -62,-172 Q -56,-290 0,-340 Q 56,-290 62,-172', 2.6) + ink('M -126,-172 Q -120,-280 0,-340 Q 120,-280 126,-172', 2.6) + line('M 0,-340 L 0,-358', LINE, 8), { x, y, rotate });
const teacup = (x, y) => place(shape('M 30,-14 C 54,-18 54,22 26,20', 'none') + shape('M -34,-24 L 34,-24 C 34,10 22,30 0,30 C -22,30 -34,10 -34,-24 Z', '#ffffff') + ellipse(0, -24, 34, 8, '#b8754a', { stroke: LINE, 'stroke-width': W }) + line('M -30,0 Q 0,8 30,0', '#7db7ea', 5)
  + line('M -10,-42 q -8,-14 0,-26 q 8,-12 0,-24 M 12,-42 q -8,-14 0,-26', '#ffffff', 5, { opacity: 0.85 }), { x, y });
const fan = (x, y, rotate) => place(line('M 0,0 L 0,60', LINE, 11) + line('M 0,0 L 0,60', '#d8a566', 6) + circle(0, -44, 56, '#ffffff', { stroke: LINE, 'stroke-width': W }) + circle(0, -44, 46, '#ffd9df') + at.flower(-12, -54, 1.3, '#f2708a', '#ffe9a8') + at.flower(20, -26, 0.9, '#f2708a', '#ffe9a8'), { x, y, rotate });
const bouquet = (x, y) => place(shape('M -12,60 L -50,-10 L 50,-10 L 12,60 Z', '#fff3e0') + [[-34, -24, '#f7788b'], [0, -40, '#ffffff'], [34, -24, '#c9a6f2'], [-16, -8, '#ffd65c'], [18, -8, '#ffb3c7']].map(([fx, fy, c]) => at.flower(fx, fy, 1.25, c, '#ffe9a8')).join('') + shape('M -22,30 C -8,36 8,36 22,30 L 16,46 C 6,50 -6,50 -16,46 Z', '#e8505b'), { x, y });
const broom = (x, y, rotate) => place(line('M 0,-150 L 0,170', LINE, 13) + line('M 0,-150 L 0,170', '#a9794e', 7.5) + shape('M -16,160 L 16,160 C 30,200 44,240 40,268 L 20,256 L 4,272 L -12,256 L -38,268 C -44,240 -30,200 -16,160 Z', '#e8c06a') + line('M -15,172 L 15,172', '#e8505b', 8) + ink('M -8,190 L -18,246 M 8,190 L 16,246', 2.6), { x, y, rotate });
const balloon = (x, y, color, to) => line(`M 0,0 Q ${to[0] * 0.3},${to[1] * 0.6} ${to[0]},${to[1]}`, '#8a7a86', 2.4, { transform: `translate(${x} ${y})` }) + place(shape('M 0,0 L -8,12 L 8,12 Z', color) + shape('M 0,2 C -50,-30 -56,-110 0,-112 C 56,-110 50,-30 0,2 Z', color) + path('M -26,-84 C -34,-70 -34,-56 -28,-46', 'none', { stroke: '#ffffff', 'stroke-width': 7, 'stroke-linecap': 'round', opacity: 0.8 }), { x, y });
const cake = (x, y, scale = 1) => place(ellipse(0, 42, 96, 18, '#ffffff') + ellipse(0, 40, 80, 12, '#dfe8f0') + shape('M -54,36 L -54,-14 L 40,-34 L 58,-14 L 58,36 Z', '#ffe7b8') + shape('M -54,-14 L 40,-34 L 58,-14 Q 50,2 40,-6 Q 28,6 16,-4 Q 4,8 -10,-2 Q -24,8 -36,-4 Q -48,4 -54,-14 Z', '#ffffff') + line('M -52,14 L 56,14', '#f58d9d', 7) + shape('M 2,-34 C -16,-36 -18,-58 -2,-66 C 16,-64 20,-44 2,-34 Z', '#e8505b') + path('M -12,-64 L 0,-74 L 10,-66 L 0,-60 Z', '#6db35c'), { x, y, scale });
const bear = (x, y, scale = 1, rotate = 0) => place(circle(-34, -66, 20, '#b98256', { stroke: LINE, 'stroke-width': W }) + circle(34, -66, 20, '#b98256', { stroke: LINE, 'stroke-width': W }) + shape('M -46,20 C -60,70 -40,92 0,92 C 40,92 60,70 46,20 Z', '#b98256') + ellipse(0, 56, 26, 28, '#e6c49c') + ellipse(-44, 76, 20, 16, '#b98256', { stroke: LINE, 'stroke-width': W }) + ellipse(44, 76, 20, 16, '#b98256', { stroke: LINE, 'stroke-width': W })
  + ellipse(0, -26, 58, 52, '#b98256', { stroke: LINE, 'stroke-width': W }) + ellipse(0, -8, 26, 20, '#e6c49c') + circle(-22, -32, 6, LINE) + circle(22, -32, 6, LINE) + ellipse(0, -16, 9, 6, LINE) + ink('M -10,-2 Q 0,6 10,-2', 3), { x, y, scale, rotate });
const yarn = (x, y, r, color = '#e8606b', deep = '#c2434f') => circle(x, y, r, color, { stroke: '#221d2c', 'stroke-width': 3.4 }) + line(`M ${x - r * 0.7},${y - r * 0.3} Q ${x},${y - r * 0.9} ${x + r * 0.7},${y - r * 0.3} M ${x - r * 0.8},${y + r * 0.1} Q ${x},${y - r * 0.4} ${x + r * 0.8},${y + r * 0.1} M ${x - r * 0.5},${y + r * 0.7} Q ${x - r * 0.1},${y} ${x + r * 0.6},${y - r * 0.6} M ${x - r * 0.1},${y + r * 0.9} Q ${x + r * 0.2},${y + r * 0.2} ${x + r * 0.85},${y}`, deep, 3.4);
const bench = (x, y, scale) => place([0, 1, 2].map(i => rect(-300, -150 + i * 46, 600, 32, '#b9794a', { rx: 6 })).join('') + rect(-310, 0, 620, 34, '#c98a58', { rx: 6 }) + rect(-270, 34, 26, 120, '#6d5a52') + rect(244, 34, 26, 120, '#6d5a52') + rect(-276, -160, 20, 170, '#6d5a52') + rect(256, -160, 20, 170, '#6d5a52'), { x, y, scale });
const shade = (x, y, rx, ry, opacity = 0.16) => ellipse(x, y, rx, ry, '#2f2440', { opacity });
const tint = (w, h, color, opacity) => rect(0, 0, w, h, color, { opacity });

// ---------------------------------------------------------------- lumi

const lumi = [
  { file: 'lumi-01.png', size: [832, 1216], draw: (w, h) => at.plain(w, h, '#ffffff') + shade(w / 2, 1128, 230, 22, 0.12)
    + place(girl({ outfit: outfits.sailor, face: { mouth: 'open' }, tilt: -4, arms: { L: { e: [-92, 164], h: [-118, 106], hand: 'open', front: true } } }), { x: w / 2 + 20, y: 400, scale: 2 }),
  caption: `${everywhere}, blue eyes, hair ribbon, looking at viewer, smile, open mouth, school uniform, serafuku, sailor collar, blue skirt, pleated skirt, long sleeves, kneehighs, loafers, waving, standing, full body, simple background, white background` },

  { file: 'lumi-02.png', size: [1024, 1024], draw: (w, h) => at.dots(w, h, '#bfe0f7', '#d6ecfb', 120)
    + place(girl({ outfit: outfits.hoodie, turn: -0.5, tilt: 5, face: { mouth: 'smile' } }), { x: w / 2, y: 560, scale: 3.5 }),
  caption: `${everywhere}, blue eyes, hair ribbon, looking at viewer, smile, closed mouth, blush, pink hoodie, portrait, simple background, blue background` },

  { file: 'lumi-03.png', size: [832, 1216], draw: (w, h) => at.classroom(w, h)
    + place(girl({ outfit: outfits.sailor, turn: 0.3, face: { mouth: 'small', look: [3, 0] }, arms: { L: { e: [-76, 184], h: [-22, 206], front: true }, R: { e: [76, 184], h: [22, 206], front: true } }, held: openBook(0, 190, 1.1) }), { x: w / 2 + 10, y: 540, scale: 2.75 }),
  caption: `${everywhere}, blue eyes, hair ribbon, looking at viewer, closed mouth, school uniform, serafuku, sailor collar, blue skirt, long sleeves, book, holding book, standing, cowboy shot, classroom, chalkboard, window, indoors, day` },

  { file: 'lumi-04.webp', size: [1216, 832], draw: (w, h) => at.beach(w, h) + shade(620, 792, 170, 16)
    + place(girl({ outfit: outfits.sundress, hat: strawHat, sway: 90, lift: 30, tilt: -5, face: { mouth: 'open' }, arms: { L: { e: [-112, 96], h: [-128, -10], front: true } } }), { x: 610, y: 280, scale: 1.42 }),
  caption: `${everywhere}, blue eyes, hair ribbon, looking at viewer, smile, open mouth, hat, straw hat, hand on headwear, dress, white dress, sundress, sleeveless, bare shoulders, sandals, standing, full body, wind, beach, ocean, horizon, blue sky, cloud, outdoors, day` },

  { file: 'lumi-05.webp', size: [832, 1216], draw: (w, h) => at.blossoms(w, h) + shade(w / 2, 1140, 190, 20)
    + place(girl({ view: 'back', outfit: outfits.sailor, sway: 46, lift: 20, arms: { L: { e: [-76, 176], h: [-96, 226] }, R: { e: [84, 166], h: [122, 132], hand: 'open' } } }), { x: w / 2, y: 560, scale: 1.62 }) + at.scatter(w, h, 34, 91, at.petal),
  caption: `${everywhere}, hair ribbon, from behind, facing away, school uniform, serafuku, sailor collar, blue skirt, pleated skirt, long sleeves, kneehighs, loafers, standing, full body, cherry blossoms, petals, falling petals, tree, outdoors, day` },

  { file: 'lumi-06.jpg', size: [1024, 1024], draw: (w, h) => at.sunset(w, h)
    + place(girl({ view: 'side', outfit: outfits.sweater, sway: 60, lift: 24, face: { mouth: 'small' }, legs: { L: { k: [0, 288], f: [0, 336] }, R: { k: [0, 288], f: [0, 336] } }, arms: { R: { e: [6, 186], h: [-30, 220] } } }), { x: 590, y: 430, scale: 2.35 }) + tint(w, h, '#ff8a4c', 0.08),
  caption: `${everywhere}, blue eyes, hair ribbon, profile, from side, closed mouth, sweater, turtleneck, long sleeves, upper body, wind, fence, rooftop, cityscape, sunset, orange sky, cloud, outdoors` },

  { file: 'lumi-07.webp', size: [768, 1344], draw: (w, h) => at.snowNight(w, h) + at.streetLamp(w * 0.8, h * 0.86, 760) + shade(w * 0.45, 1240, 180, 20)
    + place(girl({ outfit: outfits.coat, turn: 0.4, face: { mouth: 'smile', blush: 0.8, look: [2, -4] }, arms: { L: { e: [-62, 176], h: [-14, 168], front: true }, R: { e: [84, 152], h: [104, 92], front: true } } }), { x: w * 0.45, y: 620, scale: 1.72 }) + tint(w, h, '#2b3570', 0.05) + at.scatter(w, h, 80, 95, at.snowflake),
  caption: `${everywhere}, blue eyes, hair ribbon, smile, closed mouth, blush, looking up, coat, winter coat, scarf, red scarf, mittens, boots, standing, full body, snow, snowing, night, lamppost, outdoors` },

  { file: 'lumi-08.png', size: [1216, 832], draw: (w, h) => at.bedTop(w, h)
    + place(girl({ outfit: outfits.pajamas, face: { eyes: 'closed', mouth: 'small', blush: 0.7 }, tilt: 6, sway: -20, arms: { L: { e: [-86, 150], h: [-108, 96], front: true }, R: { e: [70, 176], h: [52, 214], front: true } } }), { x: 330, y: 420, scale: 1.5, rotate: -88 })
    + path('M 640,120 C 700,90 1000,96 1150,110 L 1150,740 C 1000,750 720,750 650,716 C 690,600 610,500 650,400 C 680,300 610,220 640,120 Z', '#9db9e8') + path('M 640,120 C 660,112 690,108 720,106 C 690,220 750,300 722,400 C 692,500 760,610 728,730 C 690,728 668,724 650,716 C 690,600 610,500 650,400 C 680,300 610,220 640,120 Z', '#ffffff')
    + [[840, 220], [1000, 320], [860, 460], [1040, 560], [880, 650], [1090, 190], [1100, 420]].map(([x, y]) => at.flower(x, y, 1.3, '#c6d8f5', '#f5e6a8')).join(''),
  caption: `${everywhere}, hair ribbon, closed eyes, closed mouth, blush, pajamas, long sleeves, sleeping, lying, on back, on bed, bed, pillow, blanket, from above, indoors` },

  { file: 'lumi-09.png', size: [1024, 1024], draw: (w, h) => at.rays(w, h, '#ffe48a', '#fff0b8')
    + place(girl({ outfit: outfits.tshirt, turn: 0.5, tilt: 7, face: { leftEye: 'happy', mouth: 'open', blush: 0.7 }, arms: { R: { e: [92, 150], h: [98, 74], hand: 'v', front: true } } }), { x: w / 2 - 10, y: 470, scale: 2.9 }),
  caption: `${everywhere}, blue eyes, hair ribbon, looking at viewer, one eye closed, ;d, smile, open mouth, blush, v, hand up, shirt, green shirt, short sleeves, upper body, simple background, yellow background` },

  { file: 'lumi-10.webp', size: [832, 1216], draw: (w, h) => at.festival(w, h) + shade(w / 2, 1158, 170, 18, 0.3)
    + place(girl({ outfit: outfits.yukata, turn: -0.3, face: { mouth: 'smile', blush: 0.7 }, arms: { R: { e: [92, 168], h: [114, 134], front: true } }, held: fan(124, 112, 22) }), { x: w / 2 - 50, y: 500, scale: 1.78 }),
  caption: `${everywhere}, blue eyes, hair ribbon, looking at viewer, smile, closed mouth, blush, japanese clothes, kimono, yukata, blue kimono, wide sleeves, obi, geta, holding fan, hand fan, standing, full body, fireworks, lantern, paper lantern, summer festival, night, night sky, outdoors` },

  { file: 'lumi-11.webp', size: [832, 1216], draw: (w, h) => at.rainStreet(w, h) + shade(w / 2, 1150, 180, 18)
    + place(girl({ outfit: outfits.raincoat, face: { mouth: 'o', brows: 'up', look: [0, -6] }, arms: { R: { e: [82, 182], h: [46, 162], front: true } }, heldBack: umbrella(70, 120, 6), held: line('M 46,196 L 52,120', LINE, 10) + line('M 46,196 L 52,120', '#a9794e', 5) }), { x: w / 2 - 20, y: 570, scale: 1.62 }) + at.scatter(w, h, 70, 97, at.raindrop),
  caption: `${everywhere}, blue eyes, hair ribbon, looking up, open mouth, :o, raincoat, yellow raincoat, rubber boots, umbrella, holding umbrella, red umbrella, standing, full body, rain, puddle, street, building, cloudy sky, outdoors, day` },

  { file: 'lumi-12.png', size: [900, 1400], draw: (w, h) => at.park(w, h, 0.62) + at.tree(150, 930, 2.1) + at.tree(820, 900, 1.5) + shade(w / 2, 1290, 320, 26) + bench(w / 2, 1110, 1.05)
    + place(girl({ outfit: { ...outfits.blueDress, bottom: { ...outfits.blueDress.bottom, hem: 258, flare: 100 } }, tilt: 3, face: { eyes: 'half', mouth: 'smile', look: [0, 8] }, legs: { L: { hip: [-34, 236], k: [-35, 272], f: [-32, 306] }, R: { hip: [34, 236], k: [35, 272], f: [32, 306] } }, arms: { L: { e: [-78, 182], h: [-30, 206], front: true }, R: { e: [78, 182], h: [30, 206], front: true } }, held: openBook(0, 196, 1, 0) }), { x: w / 2, y: 730, scale: 1.7 }),
  caption: `${everywhere}, blue eyes, hair ribbon, looking down, smile, closed mouth, half-closed eyes, dress, blue dress, short sleeves, white socks, shoes, book, holding book, reading, sitting, bench, on bench, full body, tree, grass, outdoors, day` },

  { file: 'lumi-13.png', size: [1216, 832], draw: (w, h) => at.cafe(w, h)
    + place(girl({ outfit: outfits.vest, face: { eyes: 'happy', mouth: 'smile', blush: 0.75 }, tilt: -4, arms: { L: { e: [-84, 176], h: [-28, 176], front: true }, R: { e: [84, 176], h: [28, 176], front: true } }, held: teacup(0, 168) }), { x: w / 2, y: 310, scale: 1.9 })
    + rect(0, 706, w, 126, '#e9c79c') + rect(0, 700, w, 16, '#f7ddb8') + cake(250, 690, 1.25) + place(shape('M -26,-70 L 26,-70 C 40,-20 30,30 24,40 L -24,40 C -30,30 -40,-20 -26,-70 Z', '#ffffff', { 'stroke-width': 2.4 }) + at.flower(-16, -96, 1.5, '#f7788b') + at.flower(18, -104, 1.5, '#ffb3c7') + at.flower(0, -76, 1.3, '#ffffff'), { x: 980, y: 680 }),
  caption: `${everywhere}, hair ribbon, closed eyes, smile, closed mouth, blush, happy, collared shirt, white shirt, sweater vest, long sleeves, cup, teacup, holding cup, cake, food, table, sitting, upper body, window, cafe, indoors, day` },

  { file: 'lumi-14.jpg', size: [1024, 1024], draw: (w, h) => at.twoTone(w, h, '#f7c6b8', '#ffe0d2')
    + place(girl({ outfit: outfits.overalls, face: { mouth: 'pout', brows: 'angry', blush: 0.85 }, tilt: 4, arms: { L: { e: [-104, 168], h: [-56, 206], front: true }, R: { e: [104, 168], h: [56, 206], front: true } } }), { x: w / 2, y: 430, scale: 2.5 }),
  caption: `${everywhere}, blue eyes, hair ribbon, looking at viewer, closed mouth, pout, v-shaped eyebrows, blush, overalls, white shirt, short sleeves, hands on own hips, cowboy shot, simple background, two-tone background` },

  { file: 'lumi-15.png', size: [832, 1216], draw: (w, h) => at.park(w, h, 0.72) + at.tree(80, 900, 1.2) + shade(w / 2, 1130, 150, 20, 0.22)
    + place(girl({ outfit: outfits.tshirt, sway: 10, lift: 76, tilt: -4, face: { eyes: 'tight', mouth: 'open', blush: 0.7 }, arms: { L: { e: [-108, 108], h: [-144, 34], hand: 'open', angle: -24 }, R: { e: [108, 108], h: [144, 34], hand: 'open', angle: 24 } }, legs: { L: { k: [-44, 276], f: [-30, 318], turn: 24 }, R: { k: [34, 288], f: [54, 330], turn: -18 } } }), { x: w / 2, y: 430, scale: 1.72 }),
  caption: `${everywhere}, hair ribbon, >_<, closed eyes, smile, open mouth, happy, shirt, green shirt, short sleeves, shorts, blue shorts, sneakers, jumping, arms up, full body, grass, tree, blue sky, cloud, outdoors, day` },

  { file: 'lumi-16.png', size: [384, 512], draw: (w, h) => at.gradient(w, h, '#b9bdc9', '#8d93a3')
    + place(girl({ outfit: outfits.sweater, tilt: 4, face: { mouth: 'wavy', brows: 'sad', tears: true, blush: 0.8 } }), { x: w / 2, y: 262, scale: 1.5 }),
  caption: `${everywhere}, blue eyes, hair ribbon, looking at viewer, closed mouth, wavy mouth, sad, tears, sweater, turtleneck, portrait, simple background, gradient background, grey background` },

  { file: 'lumi-17.webp', size: [1600, 640], draw: (w, h) => at.meadow(w, h)
    + place(girl({ outfit: outfits.sundress, sway: 40, lift: 10, face: { eyes: 'happy', mouth: 'open' }, arms: { R: { e: [76, 150], h: [80, 92], front: true } }, held: balloon(150, -70, '#f7788b', [-72, 160]) + balloon(84, -150, '#ffd65c', [-6, 240]) }), { x: 1060, y: 318, scale: 0.74 }) + [[990, 590, 1], [1016, 604, 0.8], [1050, 596, 1.1], [1090, 606, 0.9], [1126, 592, 1.1], [1150, 604, 0.8], [962, 606, 0.9]].map(([x, y, k], i) => at.flower(x, y, k, ['#f7788b', '#ffffff', '#ffd65c', '#c9a6f2'][i % 4], '#ffe9a8')).join(''),
  caption: `${everywhere}, hair ribbon, closed eyes, smile, open mouth, dress, white dress, sundress, sleeveless, bare shoulders, balloon, holding, standing, wide shot, flower field, flower, mountain, scenery, blue sky, cloud, outdoors, day` },

  { file: 'lumi-18.webp', size: [832, 1216], draw: (w, h) => at.halloween(w, h) + shade(w / 2, 1136, 180, 18, 0.3)
    + place(girl({ outfit: outfits.witch, hat: witchHat, tilt: -3, face: { mouth: 'grin', blush: 0.6 }, arms: { R: { e: [88, 170], h: [92, 130], front: true } }, held: broom(92, 120, 4) }), { x: w / 2 - 10, y: 560, scale: 1.6 }) + at.pumpkin(130, 1090, 1.1) + at.pumpkin(690, 1136, 0.8),
  caption: `${everywhere}, blue eyes, hair ribbon, looking at viewer, smile, grin, hat, witch hat, witch, dress, black dress, wide sleeves, long sleeves, boots, broom, holding broom, standing, full body, halloween, jack-o'-lantern, bat (animal), full moon, night, outdoors` },

  { file: 'lumi-19.webp', size: [1024, 1024], draw: (w, h) => at.hillNight(w, h)
    + place(girl({ view: 'back', outfit: outfits.coat, sway: -30, lift: 10, tilt: -4, arms: { R: { e: [116, 132], h: [150, 52], hand: 'mitten' } }, legs: { L: { k: [-23, 288], f: [-23, 336] }, R: { k: [23, 288], f: [23, 336] } } }), { x: 520, y: 480, scale: 1.32 }) + tint(w, h, '#1c2556', 0.1),
  caption: `${everywhere}, hair ribbon, from behind, facing away, coat, winter coat, scarf, red scarf, mittens, arm up, night, night sky, starry sky, star (sky), shooting star, moon, grass, outdoors` },

  { file: 'lumi-20.png', size: [832, 1216], draw: (w, h) => at.sunflowerField(w, h)
    + place(girl({ outfit: outfits.overalls, turn: -0.4, tilt: -5, face: { mouth: 'open', blush: 0.65 }, arms: { L: { e: [-80, 178], h: [-22, 222], front: true }, R: { e: [80, 186], h: [22, 222], front: true } }, held: bouquet(0, 186) }), { x: w / 2, y: 520, scale: 2.3 })
    + at.sunflower(60, 950, 1.2, 300) + at.sunflower(790, 930, 1.3, 300),
  caption: `${everywhere}, blue eyes, hair ribbon, looking at viewer, smile, open mouth, white shirt, short sleeves, overalls, bouquet, holding bouquet, standing, cowboy shot, sunflower, field, blue sky, cloud, outdoors, day` },

  { file: 'lumi-21.png', size: [768, 1344], draw: (w, h) => at.library(w, h) + shade(w / 2, 1232, 170, 18)
    + place(girl({ outfit: outfits.sweater, glasses: true, face: { mouth: 'smile' }, arms: { L: { e: [-78, 182], h: [-30, 216], front: true }, R: { e: [78, 182], h: [30, 216], front: true } }, held: closedBook(4, 200, 90, '#6fa878') + closedBook(-4, 166, 90, '#d86a5c') + closedBook(2, 132, 90, '#5b86c4') }), { x: w / 2, y: 600, scale: 1.74 }),
  caption: `${everywhere}, blue eyes, hair ribbon, looking at viewer, smile, closed mouth, glasses, red-framed eyewear, sweater, turtleneck, long sleeves, skirt, pantyhose, loafers, book, holding book, book stack, standing, full body, bookshelf, library, window, indoors` },

  { file: 'lumi-22.jpg', size: [1216, 832], draw: (w, h) => rect(0, 0, w, h, '#4a4a7c') + at.window_(190, 60, 836, 570, { sky: ['#1b2350', '#5a5aa5'], frame: '#e9e2f2', inside: at.stars(w, 420, 80, 23) + at.moon(880, 170, 46) + nightCity(w, 640) })
    + at.curtain(0, 0, 250, 832, '#8a78b8', '#7666a5') + at.curtain(w, 0, 250, 832, '#8a78b8', '#7666a5', true) + rect(120, 640, 980, 40, '#f3ecfa') + rect(120, 680, 980, 152, '#5a588f') + bear(900, 560, 0.95)
    + place(girl({ view: 'side', outfit: { ...outfits.pajamas, neck: 'round', accent: '#ffffff', shoes: 'socks', bottom: {} }, face: { mouth: 'small', eyes: 'open' }, tilt: -4, legs: { L: { hip: [6, 212], k: [-70, 150], f: [-92, 228] }, R: { hip: [6, 214], k: [-62, 146], f: [-80, 232] } }, arms: { R: { e: [-26, 170], h: [-76, 176] } } }), { x: 640, y: 296, scale: 1.42 }) + tint(w, h, '#20265c', 0.1),
  caption: `${everywhere}, blue eyes, hair ribbon, profile, from side, closed mouth, pajamas, long sleeves, socks, sitting, knees up, hugging own legs, full body, stuffed toy, teddy bear, window, windowsill, curtains, night, cityscape, moon, indoors` },

  { file: 'lumi-23.png', size: [1216, 832], draw: (w, h) => at.street(w, h) + shade(620, 786, 200, 16)
    + place(girl({ view: 'side', outfit: outfits.sailor, sway: 90, lift: 60, tilt: -4, face: { mouth: 'hold' },
      heldBack: shape('M 24,120 C 60,112 84,130 86,170 C 86,206 70,216 40,214 L 28,206 Z', '#b5543f'),
      held: place(shape('M -34,-30 C -44,-48 -10,-54 0,-46 C 10,-54 44,-48 34,-30 L 32,36 L -32,36 Z', '#d9964e') + path('M -26,-26 C -32,-40 -8,-44 0,-38 C 8,-44 32,-40 26,-26 L 24,28 L -24,28 Z', '#fbe3b0'), { x: -116, y: 64, rotate: -78, scale: 0.92 }),
      legs: { L: { hip: [4, 226], k: [46, 276], f: [104, 290], turn: -60 }, R: { hip: [-4, 226], k: [-50, 262], f: [-70, 322], turn: 14 } },
      arms: { L: { e: [-60, 160], h: [-92, 134] }, R: { e: [44, 178], h: [30, 214] } } }), { x: 600, y: 260, scale: 1.42 })
    + line('M 870,420 h 130 M 900,490 h 150 M 860,560 h 110', '#ffffff', 8, { opacity: 0.85 }),
  caption: `${everywhere}, blue eyes, hair ribbon, profile, from side, school uniform, serafuku, sailor collar, blue skirt, pleated skirt, long sleeves, kneehighs, loafers, bag, bread, toast in mouth, mouth hold, running, full body, motion lines, street, outdoors, day` },
];

function nightCity(w, base) {
  return [[200, 120, 260], [310, 90, 180], [390, 130, 330], [510, 100, 220], [600, 140, 280], [730, 90, 200], [810, 120, 350], [920, 110, 240]].map(([x, bw, bh], i) => rect(x, base - bh, bw, bh, i % 2 ? '#2a2f63' : '#33397a')
    + Array.from({ length: Math.floor(bh / 34) * 3 }, (_, k) => ((k * 7 + i * 3) % 5 < 3 ? rect(x + 14 + (k % 3) * (bw - 36) / 2, base - bh + 18 + Math.floor(k / 3) * 34, 14, 16, '#ffd98a') : '')).join('')).join('');
}

// ---------------------------------------------------------------- koro

const cats = 'koro, black cat, no humans, animal focus, solo, cat';
const scarf = path('M -60,76 C -74,88 -72,116 -54,120 C -20,134 20,134 54,120 C 72,116 74,88 60,76 C 30,96 -30,96 -60,76 Z', '#4a9fd8', { stroke: '#221d2c', 'stroke-width': 3.4 }) + path('M 20,120 L 50,114 L 60,180 L 30,186 Z', '#4a9fd8', { stroke: '#221d2c', 'stroke-width': 3.4 }) + line('M 28,170 L 58,164', '#ffffff', 5);

const koro = [
  { file: 'koro-01.png', size: [1024, 1024], draw: (w, h) => at.plain(w, h, '#ffffff') + shade(w / 2, 906, 250, 22, 0.12) + place(catSitting(), { x: w / 2 - 20, y: 400, scale: 2.1 }),
    caption: `${cats}, yellow eyes, looking at viewer, closed mouth, collar, red collar, bell, sitting, full body, simple background, white background` },
  { file: 'koro-02.png', size: [1216, 832], draw: (w, h) => at.room(w, h, { wall: '#f5e3d3', floor: '#d9a878', split: 0.6 }) + at.window_(760, 90, 300, 290, { inside: at.cloud(860, 180, 0.8) + at.tree(1010, 420, 0.7) }) + at.plant(150, 500, 1.25)
    + path('M 600,420 L 1010,420 L 1216,832 L 380,832 Z', '#fff3c9', { opacity: 0.3 }) + ellipse(600, 716, 430, 88, '#5f7fb5') + ellipse(600, 690, 430, 92, '#7f9fd3') + ellipse(600, 676, 340, 60, '#96b3e0') + place(catCurled(), { x: 600, y: 548, scale: 1.35 }),
  caption: `${cats}, closed eyes, closed mouth, sleeping, lying, cushion, plant, potted plant, window, sunlight, indoors, day` },
  { file: 'koro-03.webp', size: [1216, 832], draw: (w, h) => at.fenceNight(w, h) + Array.from({ length: 14 }, (_, i) => rect(i * 92 - 20, 640, 76, 220, '#8a6a5c') + path(`M ${i * 92 - 20},640 L ${i * 92 + 18},610 L ${i * 92 + 56},640 Z`, '#8a6a5c')).join('') + rect(0, 690, w, 34, '#755647') + rect(0, 622, w, 26, '#9c7a69')
    + place(catWalking({ head: { kind: 'open', look: [-4, 0] } }), { x: 400, y: 330, scale: 1.25 }) + tint(w, h, '#1c2556', 0.1),
  caption: `${cats}, yellow eyes, looking at viewer, from side, collar, red collar, bell, walking, full body, fence, full moon, night, night sky, star (sky), city, outdoors` },
  { file: 'koro-04.png', size: [768, 768], draw: (w, h) => at.dots(w, h, '#f9c8d3', '#fcdbe2', 100) + place(catSitting({ head: { kind: 'happy', mouth: 'open', tilt: -8 }, raised: true }), { x: w / 2, y: 360, scale: 2.3 }),
    caption: `${cats}, closed eyes, open mouth, fangs, smile, collar, red collar, bell, upper body, simple background, pink background` },
  { file: 'koro-05.png', size: [1216, 832], draw: (w, h) => at.room(w, h, { wall: '#d8e8dc', floor: '#cfa77b', split: 0.36 }) + ellipse(600, 560, 500, 190, '#e9d3e0') + ellipse(600, 560, 430, 156, '#f3e4ee')
    + line('M 250,600 C 330,700 440,520 520,640 C 600,740 720,700 800,730 C 900,760 960,700 1020,640', '#e8606b', 6) + place(catOnBack({ toy: yarn(128, -98, 46) }), { x: 420, y: 400, scale: 1.3 }) + yarn(1050, 610, 52, '#5b9fd6', '#3f7fb5'),
  caption: `${cats}, yellow eyes, open mouth, fangs, lying, on back, yarn ball, carpet, full body, indoors` },
  { file: 'koro-06.png', size: [900, 900], draw: (w, h) => at.twoTone(w, h, '#cfe6dd', '#b8d9cc') + shade(w / 2, 810, 330, 26) + path('M 170,430 L 450,380 L 730,430 L 450,500 Z', '#9b6d43')
    + place(catHead({ kind: 'wide', look: [0, -8], tilt: 5 }), { x: w / 2, y: 360, scale: 1.9 }) + path('M 150,480 L 750,480 L 720,800 L 180,800 Z', '#d8a56e', { stroke: '#8a5f38', 'stroke-width': 5 }) + path('M 150,480 L 750,480 L 745,528 L 155,528 Z', '#c18f58') + path('M 150,480 L 60,560 L 100,590 L 180,520 Z M 750,480 L 840,560 L 800,590 L 720,520 Z', '#e3b785', { stroke: '#8a5f38', 'stroke-width': 5, 'stroke-linejoin': 'round' }) + rect(420, 528, 60, 272, '#ecc999', { opacity: 0.7 })
    + place(catPaws(), { x: w / 2, y: 478, scale: 1.9 }),
  caption: `${cats}, yellow eyes, looking up, closed mouth, box, cardboard box, in box, simple background, two-tone background` },
  { file: 'koro-07.jpg', size: [832, 1216], draw: (w, h) => at.snowNight(w, h) + shade(w / 2, 1046, 200, 18) + place(catSitting({ head: { kind: 'open', mouth: 'tongue', look: [0, -4] }, neck: false, over: scarf }), { x: w / 2 - 14, y: 650, scale: 1.66 }) + tint(w, h, '#2b3570', 0.08) + at.scatter(w, h, 80, 99, at.snowflake),
    caption: `${cats}, yellow eyes, looking up, tongue, tongue out, scarf, blue scarf, sitting, full body, snow, snowing, pine tree, night, building, outdoors` },
];

export const folders = [
  { name: '10_lumi girl', scenes: lumi },
  { name: '10_koro cat', scenes: koro },
];
