// Takes the pictures of the README from the last run of the real-editor suite (npm test): npm run pictures
// Re-encoded as PNG with a palette, which is a quarter of the size.
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'
import { main, root } from './command.mjs'

const pictures = ['caption-and-preview', 'completion', 'hover', 'problems', 'refactor-preview', 'audit', 'gallery-tagged', 'concept', 'plan']

await main(async () => {
  mkdirSync(join(root, 'docs/pictures'), { recursive: true })
  for (const name of pictures) {
    const { size } = await sharp(join(root, 'test-results/screenshots', `${name}.png`)).png({ palette: true, effort: 10 }).toFile(join(root, 'docs/pictures', `${name}.png`))
    console.log(`docs/pictures/${name}.png: ${Math.round(size / 1000)} kB`)
  }
})
