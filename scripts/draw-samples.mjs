// Draws the sample dataset and writes its captions:  node scripts/draw-samples.mjs [DIR]
// The same script and the same sharp give the same bytes. DIR is `samples` unless told.
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { extname, join, parse } from 'node:path';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import { brokenFiles } from './draw-samples/broken.mjs';
import { concepts, config, faults, orphan } from './draw-samples/faults.mjs';
import { folders } from './draw-samples/scenes.mjs';
import { resetIds } from './draw-samples/svg.mjs';

const root = process.argv[2] ?? fileURLToPath(new URL('../samples', import.meta.url));

function encode(svg, file) {
  const picture = sharp(Buffer.from(svg)).removeAlpha();
  switch (extname(file)) {
    case '.png': return picture.png({ palette: true, colours: 192, dither: 0, effort: 10, compressionLevel: 9 }).toBuffer();
    case '.jpg': return picture.jpeg({ quality: 88, mozjpeg: true }).toBuffer();
    case '.webp': return picture.webp({ quality: 88, effort: 6 }).toBuffer();
    default: throw new Error(`no encoder for ${file}`);
  }
}

function captionFile(scene) {
  const file = `${parse(scene.file).name}.txt`;
  const fault = faults.find(f => f.file === file || f.file === scene.file);
  if (!fault) return { file, text: `${scene.caption}\n` };
  const text = fault.edit(scene.caption);
  return { file, text: text ? `${text}\n` : text };
}

/** Removes what an earlier run left in a folder of ours, and makes the folder. */
async function fresh(folder) {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
}

async function drawMascots() {
  const base = join(root, 'mascots');
  await fresh(base);
  for (const { name, scenes } of folders) {
    const folder = join(base, name);
    await mkdir(folder);
    for (const scene of scenes) {
      const [width, height] = scene.size;
      resetIds();
      const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">${scene.draw(width, height)}</svg>`;
      await writeFile(join(folder, scene.file), await encode(svg, scene.file));
      const { file, text } = captionFile(scene);
      if (text !== null) await writeFile(join(folder, file), text);
    }
  }
  await writeFile(join(base, orphan.folder, orphan.file), `${orphan.text}\n`);
  await writeFile(join(base, 'taglore.json'), config);
}

async function drawBroken() {
  const folder = join(root, 'broken', '1_broken');
  await fresh(join(root, 'broken'));
  await mkdir(folder);
  const files = await brokenFiles();
  for (const { name, image, text } of files) {
    await writeFile(join(folder, `${name}.png`), image);
    await writeFile(join(folder, `${name}.txt`), text);
  }
  await writeFile(join(root, 'broken', 'README.md'), [
    '# Broken files',
    '',
    'A tiny dataset for tests of bad input, written by `scripts/draw-samples.mjs`. In each pair one file is broken and its partner is sound.',
    'Do not open and save these files: an editor may repair them. The pictures are few and small, which is told of as well.',
    '',
    '| pair in `1_broken/` | what is wrong |',
    '| --- | --- |',
    ...files.map(f => `| \`${f.name}.png\`, \`${f.name}.txt\` | ${f.what} |`),
    '',
  ].join('\n'));
}

async function writeReadme() {
  const count = Object.fromEntries(folders.map(f => [f.name, f.scenes.length]));
  const rows = [
    ...[...faults, orphan].map(f => [`${f.file.startsWith('koro') ? '10_koro cat' : '10_lumi girl'}/${f.file}`, f.what, f.rule]),
    ...concepts.map(c => [c.place === 'taglore.json' ? c.place : `${c.place}/`, c.what, c.rule]),
  ];
  await writeFile(join(root, 'README.md'), [
    '# The sample dataset',
    '',
    '`mascots/` is a small character dataset in kohya layout (`<repeats>_<name> <class>`): two mascots, 30 pictures in PNG, JPEG and WebP, and a Danbooru-style caption beside each.',
    'Everything in it is drawn and written by this project (`scripts/draw-samples.mjs`, MIT like the rest); run `node scripts/draw-samples.mjs` to draw it again.',
    '',
    '| folder | mascot | images |',
    '| --- | --- | --- |',
    `| \`10_lumi girl/\` | Lumi: long blonde hair, blue eyes, a red hair ribbon | ${count['10_lumi girl']} |`,
    `| \`10_koro cat/\` | Koro: a black cat with yellow eyes | ${count['10_koro cat']} |`,
    '',
    'Lumi\'s trigger `lumi` is inferred; Koro\'s is declared in `mascots/taglore.json`.',
    '',
    '## The faults in it',
    '',
    'The captions are honest except for these, of the kind that real folders have, so that each rule has something to find:',
    '',
    '| place in `mascots/` | fault | rule |',
    '| --- | --- | --- |',
    ...rows.map(([where, what, rule]) => `| \`${where}\` | ${what} | \`${rule}\` |`),
    '',
    '`broken/` is for tests: files that cannot be read as they are.',
    '',
  ].join('\n'));
}

await mkdir(root, { recursive: true });
await drawMascots();
await drawBroken();
await writeReadme();
console.log(`${root}: ${(await readdir(root, { recursive: true })).length} entries`);
