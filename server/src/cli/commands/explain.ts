import { say } from '../../base/message'
import { readProduct } from '../../host/product-files'
import { findRule, RULES } from '../../lint/registry'
import type { Rule } from '../../lint/rule'
import { formatOf, printJson, type Call, type Command } from '../command'
import { nearest } from '../nearest'
import { refuseMore } from '../refuse-more'
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
  const ids = RULES.map((rule) => rule.id)
  const [given] = call.positionals
  if (given === undefined) throw new UsageError(say`Which rule? One of ${ids.join(', ')}`)
  const rule = findRule(given)
  if (rule) return rule
  const meant = nearest(given, ids)
  throw new UsageError(meant === undefined ? say`There is no rule '${given}'; there are ${ids.join(', ')}` : say`There is no rule '${given}'; did you mean '${meant}'?`)
}

/** The packaged page in the terminal's language; its summary where the page is not packaged. */
function readPage(call: Call, { id, summary }: Rule): string {
  const translated = call.translations ? readProduct('docs', 'rules', 'zh-cn', `${id}.md`) : undefined
  return translated ?? readProduct('docs', 'rules', `${id}.md`) ?? `# ${id}\n\n${call.translate(summary)}\n`
}
