import { checkDataset } from '../check'

const rule = 'unknown-rule'

describe('unknown-rule', () => {
  it('sees a rule that does not exist', async () => {
    await checkDataset(
      `
//- taglore.json
{ "rules": { "duplicate-tags": "off" }, "ignore": [{ "rule": "no-such-rule", "files": "*" }] }
//- 1_a/a.png
//- 1_a/a.txt
x
! taglore.json unknown-rule
! taglore.json unknown-rule
`,
      { rule },
    )
  })

  it('knows every rule, itself too', async () => {
    await checkDataset('//- taglore.json\n{ "rules": { "duplicate-tag": "off", "unknown-rule": "warning" } }\n//- 1_a/a.png\n//- 1_a/a.txt\nx', { rule })
  })
})
