import assert from 'node:assert/strict'
import { renderTagsCsv } from '../../server/src/audit/render-csv'
import { MemoryFiles, pngBytes } from '../support/memory-files'
import { runHere } from '../cli/run-cli'

const EVIL = '<img src=x onerror=alert(1)>'
const FILES = {
  '/set/10_lumi & co/01.png': pngBytes(832, 1216),
  '/set/10_lumi & co/01.txt': `lumi, 1girl, smile, smile, ${EVIL}`,
  '/set/10_lumi & co/02.png': pngBytes(1024, 1024),
  '/set/1_koro/01.png': pngBytes(1024, 1024),
  '/set/1_koro/01.txt': `${EVIL}, koro, "quoted", ${EVIL}`,
}

/** Names of elements that are not closed in the order they were opened in. */
function unbalanced(html: string): string[] {
  const open: string[] = []
  const wrong: string[] = []
  for (const [, close, name = '', rest = ''] of html.replace(/<style>[^]*?<\/style>/g, '').matchAll(/<(\/?)([a-z0-9]+)([^>]*)>/g)) {
    if (['meta', 'rect'].includes(name) || rest.endsWith('/')) continue
    if (!close) open.push(name)
    else if (open.pop() !== name) wrong.push(name)
  }
  return [...wrong, ...open]
}

describe('the report as HTML', () => {
  const html = async (command: string): Promise<string> => (await runHere([command, '/set', '--format', 'html'], '/', { fileSystem: new MemoryFiles(FILES) })).out

  it('is one page with everything in it: judgement, problems by rule, balance, buckets, tags', async () => {
    const page = await html('audit')
    assert.match(page, /^<!doctype html>\n<html lang="en">/)
    for (const part of ['3 images in 2 concepts', 'duplicate-tag</code> (2)', '2 × 10 = 20', '832×1216', '<svg class="bars"', '>1girl<']) assert.ok(page.includes(part), part)
    assert.deepEqual(unbalanced(page), [])
  })

  it('loads nothing and runs nothing, whatever captions say', async () => {
    for (const command of ['audit', 'check']) {
      const page = await html(command)
      for (const [element] of page.matchAll(/<[a-z][^>]*>/g)) assert.doesNotMatch(element, /^<(?:script|img|link|iframe|object)|\s(?:src|href|style|on\w+)=|https?:/)
      assert.doesNotMatch(page, /url\(|@import/)
      assert.match(page, /&#60;img src=x onerror=alert\(1\)&#62;/)
      assert.match(page, /Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'"/)
      assert.deepEqual(unbalanced(page), [])
    }
  })

  it('follows the reader between light and dark, and tells charts to those who do not see them', async () => {
    const page = await html('audit')
    assert.match(page, /@media \(prefers-color-scheme: dark\)/)
    assert.match(page, /role="img" aria-label="Balance: images × repeats by concept"/)
  })
})

describe('tags as CSV', () => {
  it('quotes what has to be, leaves what no list knows empty, and lets no spreadsheet run a tag', () => {
    const tag = (name: string, known = true): Parameters<typeof renderTagsCsv>[0][number] => ({ tag: name, captions: 2, effective: 20, postCount: known ? 1000 : null, category: known ? 'general' : null })
    assert.equal(
      renderTagsCsv([tag('a "b", c'), tag('=_='), tag('=HYPERLINK("x")', false)]),
      'tag,captions,samples,posts,category\n"a ""b"", c",2,20,1000,general\n=_=,2,20,1000,general\n"\'=HYPERLINK(""x"")",2,20,,\n',
    )
  })
})
