// Runs the benchmarks one after the other: npm run bench [-- --only NAME] [-- --tags FILE …]; other options go to each of them.
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { main, root, run } from './command.mjs'

await main(async () => {
  const options = process.argv.slice(2)
  const at = options.indexOf('--only')
  const only = at < 0 ? undefined : options.splice(at, 2)[1]
  if (!existsSync(join(root, 'dist/vocabulary.json'))) await run(process.execPath, ['scripts/build.mjs'], { cwd: root })
  const names = readdirSync(join(root, 'test/bench')).filter((name) => name.endsWith('.bench.ts') && (only === undefined || name.startsWith(`${only}.`)))
  for (const name of names.sort()) {
    console.log(`\n== ${name.replace('.bench.ts', '')}`)
    await run(process.execPath, ['--import=tsx', '--expose-gc', join('test/bench', name), ...options], { cwd: root })
  }
})
