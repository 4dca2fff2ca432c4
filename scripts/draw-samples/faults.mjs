// What real folders suffer from: each rule of the linter finds something in the sample dataset, and little more than once.
// A fault changes the honest caption; the table in samples/README.md is written from this list.

const swap = (from, to) => caption => {
  if (!caption.includes(from)) throw new Error(`the caption does not hold "${from}": ${caption}`);
  return caption.replace(from, to);
};

/** `edit` gets the honest caption (without line end) and gives the text of the file, or null for no file. */
export const faults = [
  { file: 'lumi-02.txt', rule: 'duplicate-tag', what: '`smile` stands twice', edit: swap('blush, pink hoodie', 'blush, smile, pink hoodie') },
  { file: 'lumi-03.txt', rule: 'empty-tag', what: 'two commas in a row', edit: swap('serafuku, sailor collar, ', 'serafuku, , sailor collar, ') },
  { file: 'lumi-06.txt', rule: 'fullwidth-separator', what: 'the last tags are parted by `，`', edit: swap('sunset, orange sky, cloud, outdoors', 'sunset，orange sky，cloud，outdoors') },
  { file: 'lumi-08.txt', rule: 'ignored-lines', what: 'a second line, which is not trained', edit: swap('on bed, bed, pillow, blanket, from above, indoors', 'on bed\nbed, pillow, blanket, from above, indoors') },
  { file: 'lumi-09.txt', rule: 'aliased-tag', what: '`wink`, an old name of `one eye closed`', edit: swap('one eye closed', 'wink') },
  { file: 'lumi-10.txt', rule: 'unknown-tag', what: '`blonde hiar`, a typing error', edit: swap('blonde hair', 'blonde hiar') },
  { file: 'lumi-12.txt', rule: 'missing-trigger', what: 'no `lumi` in front', edit: swap('lumi, ', '') },
  { file: 'lumi-14.jpg', rule: 'missing-caption', what: 'an image without caption', edit: () => null },
  { file: 'lumi-16.txt', rule: 'empty-caption', what: 'a file of 0 bytes, on which training stops', edit: () => '' },
  { file: 'lumi-20.txt', rule: 'contradicting-tags', what: '`open mouth` with `closed mouth`', edit: swap('open mouth, ', 'open mouth, closed mouth, ') },
  { file: 'koro-04.txt', rule: 'empty-tag', what: 'a comma at the end', edit: caption => `${caption},` },
];

/** A caption whose image is gone. */
export const orphan = {
  folder: '10_lumi girl', file: 'lumi-24.txt', rule: 'orphan-caption', what: 'a caption whose image was deleted',
  text: 'lumi, 1girl, solo, long hair, blonde hair, blue eyes, hair ribbon, looking at viewer, smile, closed mouth, school uniform, upper body, simple background, pink background',
};

/** What holds for whole concepts. */
export const concepts = [
  { place: '10_lumi girl', rule: 'constant-tag', what: '`long hair`, `blonde hair`, `blue eyes`, `hair ribbon` in most captions' },
  { place: '10_lumi girl', rule: 'mergeable-tags', what: '`long hair, blonde hair` and more, in nearly every caption' },
  { place: '10_koro cat', rule: 'unbalanced-concepts', what: '7 images × 10 beside 23 images × 10' },
  { place: '10_lumi girl/lumi-16.png', rule: 'small-image', what: 'a picture of 384×512, enlarged 2.3 times' },
  { place: '.', rule: 'small-image', what: '2 pictures a little smaller than their buckets' },
  { place: '10_lumi girl/lumi-17.webp', rule: 'extreme-aspect', what: 'a picture of 1600×640, longer than 1:2' },
  { place: '10_lumi girl', rule: 'too-few-images', what: '23 pictures, of 50 that are advised for a character' },
  { place: '10_koro cat', rule: 'too-few-images', what: '7 pictures, of 50 that are advised for a character' },
  { place: '.', rule: 'token-overflow', what: '3 captions of 76 to 78 tokens, of which 75 are trained unless a limit is set' },
  { place: 'taglore.json', rule: 'trigger-collision', what: 'declares `black cat`, a well-known tag, as a trigger of koro' },
];

export const config = `// The settings of this dataset. Comments are allowed here.
{
  "goal": "character",
  "model": "sdxl",
  "concepts": [
    // Lumi's trigger is not declared: it is inferred, being first in her captions.
    { "name": "koro", "folders": ["10_koro cat"], "triggers": ["koro", "black cat"] }
  ]
}
`;
