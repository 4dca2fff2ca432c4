import { say } from '../../base/message'
import { readProduct } from '../../host/product-files'
import { RULES } from '../../lint/registry'
import type { Rule } from '../../lint/rule'
import { formatOf, printJson, type Call, type Command } from '../command'
import { refuseMore } from '../refuse-more'
import { ruleNamed } from '../rule-named'
import { UsageError } from '../usage-error'

export const explain: Command = {
  name: 'explain',
  usage: 'RULE',
  summary: say`Shows the page of a rule: what it finds, why, and when to turn it off`,
  options: ['format'],

  async run(call) {
    const format = formatOf(call)
    const rule = ruleArgument(call)
    refuseMore(call, 1)
    const page = readPage(call, rule)
    await call.terminal.write(format === 'json' ? printJson({ id: rule.id, level: rule.level, page }) : page.endsWith('\n') ? page : `${page}\n`)
    return 0
  },
}

function ruleArgument(call: Call): Rule {
  const [given] = call.positionals
  if (given === undefined) throw new UsageError(say`Which rule? One of ${RULES.map((rule) => rule.id).join(', ')}`)
  return ruleNamed(given)
}

/** The packaged page in the terminal's language; its summary where the page is not packaged. */
function readPage(call: Call, { id, summary }: Rule): string {
  const translated = call.translations ? readProduct('docs', 'rules', 'zh-cn', `${id}.md`) : undefined
  return translated ?? readProduct('docs', 'rules', `${id}.md`) ?? `# ${id}\n\n${call.translate(summary)}\n`
}
