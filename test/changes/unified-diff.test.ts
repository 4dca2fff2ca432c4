import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import fc from 'fast-check'
import { say } from '../../server/src/base/message'
import type { JournalledChange, JournalledFile } from '../../server/src/changes/change'
import { unifiedDiff } from '../../server/src/changes/unified-diff'
import { applySpanEdits } from '../../server/src/base/span'

function diff(files: readonly JournalledFile[], source = {}): string {
  return unifiedDiff({ title: say`Change`, files }, '/set', source)
}

/** Gives the patch to a program in a folder with these files, and compares what it makes of them. */
function checkPatch(command: readonly string[], patch: string, before: Readonly<Record<string, string>>, after: Readonly<Record<string, string>>): void {
  const folder = mkdtempSync(join(tmpdir(), 'taglore-diff-'))
  try {
    for (const [name, text] of Object.entries(before)) {
      mkdirSync(dirname(join(folder, name)), { recursive: true })
      writeFileSync(join(folder, name), text)
    }
    const [program = '', ...args] = command
    const { status, stderr, stdout } = spawnSync(program, args, { cwd: folder, input: patch, encoding: 'utf8', env: { ...process.env, GIT_CEILING_DIRECTORIES: tmpdir(), GIT_CONFIG_GLOBAL: '/dev/null' } })
    assert.equal(status, 0, `${stderr}${stdout}\n${patch}`)
    const found = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => statSync(join(folder, name)).isFile() && !/\.(orig|rej)$/.test(name))
    assert.deepEqual(Object.fromEntries(found.sort().map((name) => [name.replaceAll('\\', '/'), readFileSync(join(folder, name), 'utf8')])), after, patch)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

const GIT = ['git', 'apply', '--whitespace=nowarn', '-']
const PATCH = ['patch', '-p1', '--quiet', '--binary', '--no-backup-if-mismatch']
const programs = [GIT, PATCH].filter(([program]) => spawnSync(program ?? '', ['--version']).status === 0)

describe('a unified diff', () => {
  it('reads as Git writes it', () => {
    const files: JournalledFile[] = [{ kind: 'edit', path: '/set/10_a b/1.txt', text: '1girl, solo\n', edits: [{ span: { start: 7, end: 11 }, newText: 'duo' }] }]
    assert.equal(diff(files), 'diff --git "a/10_a b/1.txt" "b/10_a b/1.txt"\n--- a/10_a b/1.txt\t\n+++ b/10_a b/1.txt\t\n@@ -1,1 +1,1 @@\n-1girl, solo\n+1girl, duo\n')
  })

  it('is empty where nothing changes', () => {
    assert.equal(diff([{ kind: 'edit', path: '/set/a.txt', text: 'a', edits: [{ span: { start: 0, end: 1 }, newText: 'a' }] }]), '')
  })

  it('tells of bytes that are no text, and of a folder', () => {
    assert.equal(diff([{ kind: 'bytes', path: '/set/a.png', before: Buffer.of(0xff), bytes: Buffer.of(0xfe) }]), 'diff --git a/a.png b/a.png\nBinary files a/a.png and b/a.png differ\n')
    assert.equal(diff([{ kind: 'rename', path: '/set/10_a', to: '/set/12_a' }]), 'diff --git a/10_a b/12_a\nsimilarity index 100%\nrename from 10_a\nrename to 12_a\n')
  })

  for (const command of programs) {
    describe(`given to ${command[0]}`, () => {
      it('makes, changes, moves and deletes files', () => {
        const before = { 'a.txt': '\ufeff1girl\r\nsolo\r\n', '10_a/b c.txt': 'x', '10_a/ä"q.txt': 'y\n', 'old.txt': 'gone\n', 'mark.txt': '\ufeffa\n', 'c.txt': 'c\n', 'empty.txt': '' }
        const files: JournalledFile[] = [
          { kind: 'rename', path: '/set/10_a', to: '/set/12_a' },
          { kind: 'edit', path: '/set/a.txt', text: '1girl\r\nsolo\r\n', edits: [{ span: { start: 7, end: 11 }, newText: '長い髪' }] },
          { kind: 'edit', path: '/set/c.txt', text: 'c\n', edits: [{ span: { start: 0, end: 0 }, newText: 'b' }] },
          { kind: 'rename', path: '/set/c.txt', to: '/set/d.txt' },
          { kind: 'edit', path: '/set/empty.txt', text: '', edits: [{ span: { start: 0, end: 0 }, newText: 'full' }] },
          { kind: 'bytes', path: '/set/mark.txt', before: Buffer.from('\ufeffa\n'), bytes: Buffer.from('a\n') },
          { kind: 'create', path: '/set/new/n.txt', text: 'n' },
          { kind: 'delete', path: '/set/old.txt' },
        ]
        const patch = diff(files, {
          byteOrderMark: (path: string) => path === '/set/a.txt',
          text: (path: string) => (path === '/set/old.txt' ? 'gone\n' : undefined),
          filesIn: (folder: string) => (folder === '/set/10_a' ? ['b c.txt', 'ä"q.txt'] : undefined),
        })
        const after = { '12_a/b c.txt': 'x', '12_a/ä"q.txt': 'y\n', 'a.txt': '\ufeff1girl\r\n長い髪\r\n', 'd.txt': 'bc\n', 'empty.txt': 'full', 'mark.txt': 'a\n', 'new/n.txt': 'n' }
        checkPatch(command, patch, before, after)
      })

      it('gives the text of any edits', () => {
        const texts = fc.array(fc.constantFrom('a', 'b', '\n', '\r\n', ', ', '髪'), { maxLength: 24 }).map((parts) => parts.join(''))
        const files = fc.array(fc.tuple(texts, fc.array(fc.tuple(fc.nat(30), fc.nat(4), texts), { maxLength: 4 })), { minLength: 12, maxLength: 12 })
        fc.assert(
          fc.property(files, (drawn) => {
            const before: Record<string, string> = {}
            const after: Record<string, string> = {}
            const plan = drawn.map(([text, wishes], index): JournalledChange['files'][number] => {
              let free = 0
              const edits = wishes
                .map(([start, length, newText]) => ({ span: { start: Math.min(start, text.length), end: Math.min(start + length, text.length) }, newText }))
                .sort((a, b) => a.span.start - b.span.start)
                .filter(({ span }) => span.start >= free && ((free = span.end + 1), true))
              before[`${index}.txt`] = text
              after[`${index}.txt`] = applySpanEdits(text, edits)
              return { kind: 'edit', path: `/set/${index}.txt`, text, edits }
            })
            const patch = diff(plan)
            if (patch !== '') checkPatch(command, patch, before, Object.fromEntries(Object.entries(after).sort(([a], [b]) => (a < b ? -1 : 1))))
          }),
          { numRuns: 25 },
        )
      })
    })
  }

  it('is tested with a program that takes it', () => assert.ok(programs.length > 0 || !existsSync('/usr/bin/git')))

  it('says of pictures that they differ, come or go', () => {
    const transform = { turn: 90, encode: { format: 'png' }, metadata: 'keep' } as const
    const lines = diff([
      { kind: 'transform', path: '/set/a.png', transform },
      { kind: 'transform', path: '/set/b.gif', to: '/set/b.png', transform },
      { kind: 'transform', path: '/set/c.png', to: '/set/d.png', keep: true, transform },
    ])
    assert.equal(
      lines,
      `diff --git a/a.png b/a.png
Binary files a/a.png and b/a.png differ
diff --git a/b.gif b/b.gif
deleted file mode 100644
Binary files a/b.gif and /dev/null differ
diff --git a/b.png b/b.png
new file mode 100644
Binary files /dev/null and b/b.png differ
diff --git a/d.png b/d.png
new file mode 100644
Binary files /dev/null and b/d.png differ
`,
    )
  })
})
