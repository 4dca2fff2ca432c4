// Typing in a caption until the preview beside it shows the chip, in the real editor: see test/editor/preview-typing.ts, which knows the browser's types.
// Run: npx tsx test/bench/preview-typing.bench.ts [--draws N]  (npm run package first)
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'

const { status } = spawnSync(process.execPath, ['--import=tsx', join(__dirname, '../editor/preview-typing.ts'), ...process.argv.slice(2)], { stdio: 'inherit' })
process.exitCode = status ?? 1
