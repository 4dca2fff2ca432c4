// A tiny dataset of files that cannot be read as they are, for tests of bad input. Each has a sound partner.
import sharp from 'sharp';
import { girl } from './girl.mjs';
import { outfits } from './girl/outfits.mjs';
import { place, rect, resetIds } from './svg.mjs';

const caption = 'lumi, 1girl, solo, long hair, blonde hair, blue eyes, hair ribbon, portrait, simple background';

// "blue sky" and "white cloud" in Chinese (U+84DD U+5929, U+767D U+4E91), as GB18030 writes them.
const gb18030 = Buffer.concat([Buffer.from('lumi, 1girl, '), Buffer.from([0xc0, 0xb6, 0xcc, 0xec]), Buffer.from(', '), Buffer.from([0xb0, 0xd7, 0xd4, 0xc6]), Buffer.from('\n')]);

export async function brokenFiles() {
  resetIds();
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="96" height="96">${rect(0, 0, 96, 96, '#bfe0f7')}${place(girl({ outfit: outfits.hoodie }), { x: 48, y: 52, scale: 0.34 })}</svg>`;
  const image = await sharp(Buffer.from(svg)).png({ palette: true, colours: 32, dither: 0, effort: 10 }).toBuffer();
  const text = Buffer.from(`${caption}\n`);
  const pointer = `version https://git-lfs.github.com/spec/v1\noid sha256:${'4f8a1c0de2b39756'.repeat(4)}\nsize 1482330\n`;
  return [
    { name: 'truncated', image: image.subarray(0, Math.floor(image.length * 0.6)), text, what: 'the PNG ends after 60 % of its bytes' },
    { name: 'zero-bytes', image: Buffer.alloc(0), text, what: 'the image has 0 bytes' },
    { name: 'renamed-text', image: Buffer.from('This is a text file that someone renamed to .png.\n'), text, what: 'the image is a text file' },
    { name: 'lfs-pointer', image: Buffer.from(pointer), text, what: 'the image is a Git LFS pointer: the picture was never fetched' },
    { name: 'gb18030', image, text: gb18030, what: 'the caption is in GB18030, not UTF-8 (two Chinese words)' },
    { name: 'bom', image, text: Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), text]), what: 'the caption begins with a byte order mark' },
    { name: 'nul-bytes', image, text: Buffer.from('lumi, 1girl,\0\0 solo, blue\0eyes\n'), what: 'the caption holds NUL bytes' },
  ];
}
