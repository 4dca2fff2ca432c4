import assert from 'node:assert/strict'

describe('the translations', () => {
  it('are complete: every text in Chinese, none for nothing, the same placeholders', async () => {
    const { checkTranslations } = await import('../scripts/l10n.mjs')
    assert.deepEqual(checkTranslations(), [])
  })

  it('are found by their texts as the program writes them', async () => {
    const { readLiteral } = await import('../scripts/l10n.mjs')
    const checkLiteral = (source: string, text: string): void => assert.equal(readLiteral(source, 0), text)
    checkLiteral("'it\\'s {0}' rest", "it's {0}")
    checkLiteral('`${a} of ${b.map((c) => `${c}`).join(`}`)} files` rest', '{0} of {1} files')
    checkLiteral('`a ${"}"} b`', 'a {0} b')
  })
})
