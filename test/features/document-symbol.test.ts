import assert from 'node:assert/strict'
import { formatMessage } from '../../server/src/base/message'
import { outlineCaption } from '../../server/src/features/document-symbol'
import { captionAt } from './caption-at'

async function checkOutline(text: string, expected: Readonly<Record<string, readonly string[]>>, others = ''): Promise<void> {
  const { workspace, path } = await captionAt(text, { others })
  const groups = outlineCaption(workspace, path)
  assert.deepEqual(Object.fromEntries(groups.map(({ title, symbols }) => [formatMessage(title), symbols.map(({ name, detail }) => `${name} ${detail}`.trim())])), expected)
  for (const { symbols } of groups) for (const { span, nameSpan } of symbols) assert.ok(span.start <= nameSpan.start && nameSpan.end <= span.end)
}

describe('document symbols', () => {
  it('are the tags by what they are about, each kind in order of the text', () =>
    checkOutline(
      'lumi, smile, long hair, (hatsune miku:1.2), 1girl, blue eyes, short hair, zzyzx, highres, eyes closed',
      {
        Trigger: ['lumi'],
        Persons: ['1girl 1个女孩'],
        Names: ['hatsune miku 初音未来'],
        Hair: ['long hair 长发', 'short hair 短发'],
        'Face and body': ['blue eyes 蓝眼'],
        'Expression and pose': ['smile 微笑', 'eyes closed 闭眼'],
        'Quality and file': ['highres 高分辨率'],
        'In no tag list': ['zzyzx'],
      },
      '//- 10_lumi/{1..5}.png\n//- 10_lumi/{1..5}.txt\nlumi, 1girl',
    ))
  it('name sentences in short', () => checkOutline(`a girl is standing in the rain near a very old house in the middle of nowhere.`, { Sentences: ['a girl is standing in the rain near a very old house in the…'] }))
  it('of an empty caption are none', () => checkOutline(' , \n', {}))
})
