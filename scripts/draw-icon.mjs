// Draws the extension's icon:  node scripts/draw-icon.mjs [FILE]   (media/icon.png unless told)
// A luggage tag whose face is a picture: a caption and its image in one.
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';

const file = process.argv[2] ?? fileURLToPath(new URL('../media/icon.png', import.meta.url));

const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="256" height="256" viewBox="0 0 256 256">
  <defs><clipPath id="face"><rect x="72" y="96" width="112" height="104" rx="12"/></clipPath></defs>
  <rect x="8" y="8" width="240" height="240" rx="52" fill="#35407a"/>
  <g transform="rotate(14 128 132)">
    <path d="M128 52 C128 26 150 14 176 24" fill="none" stroke="#ff8f7a" stroke-width="9" stroke-linecap="round"/>
    <path d="M107 34 H149 Q156 34 161 39 L197 77 Q202 82 202 90 V204 Q202 222 184 222 H72 Q54 222 54 204 V90 Q54 82 59 77 L95 39 Q100 34 107 34 Z" fill="#fdf6e8"/>
    <circle cx="128" cy="64" r="12" fill="#35407a"/>
    <g clip-path="url(#face)">
      <rect x="72" y="96" width="112" height="104" fill="#7cc6f2"/>
      <circle cx="152" cy="126" r="15" fill="#ffd65c"/>
      <path d="M60 200 V172 C84 128 104 128 124 168 C140 146 160 146 196 184 V204 H60 Z" fill="#3fa07c"/>
      <path d="M60 204 V190 C96 164 124 184 140 190 C160 178 176 176 196 186 V204 Z" fill="#2c7f66"/>
    </g>
    <path d="M128 55 C128 26 150 14 176 24" fill="none" stroke="#ff8f7a" stroke-width="9" stroke-linecap="round" stroke-dasharray="34 400"/>
  </g>
</svg>`;

await sharp(Buffer.from(svg)).png({ palette: true, colours: 128, dither: 0, effort: 10 }).toFile(file);
