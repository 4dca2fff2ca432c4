import fc from 'fast-check'

const NAMES = [
  '1girl', 'solo', 'long hair', 'blonde hair', 'Long_Hair', 'long_hair', 'saber (fate)', 'saber \\(fate\\)', '(smile:1.2)', '((smile))', '[smile]', 'smile', 'lumi',
  ':d', ';d', '>_<', '^_^', ':<', '(o)_(o)', '<|>_<|>', ':3', 'open mouth', 'closed mouth', 'wink', 'one eye closed', 'short hair', 'day', 'night', 'long hiar', 'smlie',
  '长发', '1girl，solo', '长发、smile；', 'A girl stands in a field of flowers, smiling.', '{red|blue} hair', '{a|b}', '{a', '}', '(', ')', '(a, b)', '\\', 'white shirt', 'collared shirt',
  'very long hair', 'closed eyes', 'blue eyes', '5girls', 'hat \\(red\\)', '[day:night:0.5]', 'Negative prompt: smile', 'Steps: 20, Sampler: a, Seed: 1',
  'score_9', 'emoji 😀', 'é', 'e\u0301', 'black footwear', 'knee boots', 'multiple views',
]
const JOINS = [', ', ',', ' , ', ',,', ', , ', '\n', '\r\n', '\n\n', '|||', ' ||| ', ';;;', ',\n', '， ', '\t,', '\u3000']
const EDGES = ['', ' ', ',', ', ', '\n', '\r\n', '\uFEFF', ',,']

/** Captions as people and taggers write them, and somewhat worse. */
export const someCaption: fc.Arbitrary<string> = fc
  .tuple(fc.constantFrom(...EDGES), fc.array(fc.tuple(fc.constantFrom(...NAMES), fc.constantFrom(...JOINS)), { maxLength: 12 }), fc.constantFrom(...EDGES))
  .map(([start, tags, end]) => start + tags.map(([name, join], at) => (at === tags.length - 1 ? name : name + join)).join('') + end)

/** Any text at all, rich in characters that mean something in captions. */
export const anyText: fc.Arbitrary<string> = fc.oneof(
  fc.string({ unit: fc.constantFrom(...'ab ,|;{}()[]\\:1.2_\n\r\t，、。é字', '|||', ';;;', '\r\n', '😀'), maxLength: 60 }),
  fc.string({ unit: 'binary', maxLength: 60 }),
  someCaption,
)
