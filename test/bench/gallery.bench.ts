// The gallery of 50,000 images in a real editor: see test/editor/bench/gallery.ts. Run: npm run bench -- --only gallery [--images N]
import { spawnSync } from 'node:child_process'

// it works on pages, whose types this folder does not know
const { status } = spawnSync(process.execPath, ['--import=tsx', 'test/editor/bench/gallery.ts', ...process.argv.slice(2)], { stdio: 'inherit' })
process.exitCode = status ?? 1
