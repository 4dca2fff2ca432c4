// The audit's page over a large dataset: from the report being ready to the first paint in a browser, a page of rows, another resolution, and
// scrolling through all rows of a rule; against handing the whole report to the page. Run: npm run build; npx tsx test/bench/audit.bench.ts [--captions N]
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { chromium, type Page } from 'playwright-core'
import { auditDataset } from '../../server/src/audit/build-report'
import { viewBuckets } from '../../server/src/audit/bucket-view'
import { describeOverview } from '../../server/src/audit/overview'
import { keepAudit } from '../../server/src/lsp/kept-audits'
import type { AuditMessage } from '../../server/src/protocol/audit'
import { pngBytes } from '../support/memory-files'
import { openDataset } from '../support/world'
import { numberOf } from './bench-options'

const count = numberOf('captions', 100_000)
const target = { paint: 300, buckets: 100, frame: 50 }
const TAGS = 'solo|long hair|blue eyes|school uniform|looking at viewer|smile|simple background|blonde hair|standing|outdoors|ribbon|closed mouth|from side|full body'.split('|')
const dist = join(__dirname, '../../dist')

function textOf(index: number): string {
  // each has one problem, and every tenth a tag of its own
  return `lumi, 1girl, ${TAGS.filter((_, at) => (index * 7 + at) % 3 > 0).join(', ')}, 1girl${index % 10 === 0 ? `, word${index}` : ''}`
}

async function time<Result>(work: () => Result | Promise<Result>): Promise<readonly [number, Result]> {
  const start = performance.now()
  const result = await work()
  return [performance.now() - start, result]
}

async function openPage(): Promise<{ readonly page: Page; readonly close: () => Promise<void> }> {
  const { setUpEditor } = await import('../../scripts/editor/set-up.mjs')
  const { browser: executablePath } = await setUpEditor()
  const browser = await chromium.launch({ executablePath, headless: true, args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'] })
  const page = await browser.newPage({ viewport: { width: 1200, height: 900 } })
  await page.setContent(`<!DOCTYPE html><html lang="en"><head><style>${readFileSync(join(dist, 'audit.css'), 'utf8')}</style></head><body><main id="page"></main></body></html>`)
  await page.addScriptTag({ content: 'window.asked = []; window.acquireVsCodeApi = () => ({ postMessage: (message) => window.asked.push(message), getState: () => undefined, setState: () => undefined })' })
  await page.addScriptTag({ content: readFileSync(join(dist, 'audit.js'), 'utf8') })
  return { page, close: () => browser.close() }
}

async function main(): Promise<void> {
  const files = new Map<string, string | Uint8Array>()
  for (let index = 0; index < count; index++) {
    const path = `${(index % 20) + 1}_folder${index % 20}/${index}`
    files.set(`${path}.txt`, textOf(index))
    files.set(`${path}.png`, pngBytes(512 + (index % 40) * 32, 512 + (index % 37) * 32))
  }
  const { dataset, workspace } = await openDataset(files)
  const found = await auditDataset(dataset, workspace.knowledge, { translate: ({ text }) => text })
  const [describing, { overview, sizes }] = await time(() => describeOverview(dataset, workspace.knowledge, found, { translate: ({ text }) => text, breathe: () => Promise.resolve() }))
  const kept = keepAudit(found.report, sizes, dataset)
  const show: AuditMessage = { kind: 'show', report: { ...found.report, problems: [], tags: [] }, overview, at: new Date(0).toISOString() }
  const [small, text] = await time(() => JSON.stringify(show))
  const [whole, all] = await time(() => JSON.parse(JSON.stringify(found.report)) as typeof found.report)
  const [buckets] = await time(() => viewBuckets(sizes, { ...dataset.settings.values, resolution: 768 }))
  const [group] = overview.groups.toSorted((a, b) => b.count - a.count)
  if (!group || all.problems.length < count) throw new Error(`${all.problems.length} problems`)
  const [row] = await time(() => kept.rows(group.rule, Math.floor(count / 2), 100))
  const [search] = await time(() => kept.tags('word9', null, 0, 100))
  console.log(`${count} samples, ${all.problems.length} problems, ${found.report.tags.length} tags; described in ${describing.toFixed(0)} ms, within the audit`)
  console.log(`what is shown first: ${(text.length / 1000).toFixed(0)} kB in ${small.toFixed(1)} ms; the whole report: ${(JSON.stringify(found.report).length / 1e6).toFixed(1)} MB, ${whole.toFixed(0)} ms to write and read: ${(whole / small).toFixed(0)} times as long`)
  console.log(`100 rows from the middle: ${row.toFixed(2)} ms; tags searched: ${search.toFixed(1)} ms; buckets at another resolution (${sizes.length} sizes): ${buckets.toFixed(1)} ms (target ${target.buckets})`)
  const { page, close } = await openPage()
  try {
    const paint = await page.evaluate<number>(`(async () => {
      const message = ${JSON.stringify(text)}
      const start = performance.now()
      window.postMessage(JSON.parse(message), '*')
      await new Promise((resolve) => setTimeout(resolve))
      await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))
      return performance.now() - start
    })()`)
    if (!(await page.locator('.step').first().isVisible())) throw new Error('the page shows no report')
    await page.locator(`[data-key="group-${group.rule}"]`).click()
    // each jump is answered as the extension does
    const frames = await page.evaluate<readonly number[]>(`(async () => {
      const rows = ${JSON.stringify(kept.rows(group.rule, 0, 100))}
      const list = document.querySelector('#rows-${group.rule} .virtual')
      const spent = []
      for (let step = 0; step < 60; step++) {
        const start = performance.now()
        list.scrollTop = (list.scrollHeight / 60) * step
        await new Promise((resolve) => setTimeout(resolve))
        for (const asked of window.asked.splice(0)) if (asked.kind === 'rows') window.postMessage({ kind: 'rows', rule: '${group.rule}', from: asked.from, rows }, '*')
        await new Promise((resolve) => requestAnimationFrame(resolve))
        spent.push(performance.now() - start)
      }
      return spent.sort((a, b) => a - b)
    })()`)
    console.log(`first paint after the report is ready: ${paint.toFixed(0)} ms (target ${target.paint})`)
    console.log(`60 jumps through ${group.count} rows, each with its rows fetched: median ${(frames[30] ?? 0).toFixed(0)} ms, slowest ${(frames.at(-1) ?? 0).toFixed(0)} ms (target ${target.frame})`)
  } finally {
    await close()
  }
}

void main()
