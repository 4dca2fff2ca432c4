// Takes the pictures of both READMEs from the last run of the real-editor suite (npm test): npm run pictures [-- --language en|zh-cn]
// Re-encoded as PNG with a palette, which is a quarter of the size.
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'
import { Failure, main, root } from './command.mjs'

/** The names in `docs/pictures` and the screenshots that they are of. */
const pictures = {
  en: {
    folder: 'docs/pictures',
    names: ['caption-and-preview', 'completion', 'hover', 'problems', 'refactor-preview', 'audit', 'gallery-tagged', 'concept', 'plan'].map((name) => [name, name]),
  },
  'zh-cn': {
    folder: 'docs/pictures/zh-cn',
    names: ['preview', 'completion', 'hover', 'refactor-preview', 'audit', 'gallery', 'concept', 'plan'].map((name) => [name, `chinese-${name}`]),
  },
}

await main(async () => {
  for (const { folder, names } of languages(process.argv.slice(2)).map((language) => pictures[language])) {
    mkdirSync(join(root, folder), { recursive: true })
    for (const [name, screenshot] of names) {
      const { size } = await sharp(join(root, 'test-results/screenshots', `${screenshot}.png`)).png({ palette: true, effort: 10 }).toFile(join(root, folder, `${name}.png`))
      console.log(`${folder}/${name}.png: ${Math.round(size / 1000)} kB`)
    }
  }
})

function languages([option, language, ...more]) {
  if (option === undefined) return Object.keys(pictures)
  if (option === '--language' && pictures[language] && more.length === 0) return [language]
  throw new Failure(`Usage: npm run pictures [-- --language ${Object.keys(pictures).join('|')}]`)
}
