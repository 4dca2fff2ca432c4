import { say } from '../../base/message'
import { RULES } from '../../lint/registry'
import type { Rule } from '../../lint/rule'
import { formatOf, printJson, type Call, type Command } from '../command'
import { refuseMore } from '../refuse-more'
import { ruleNamed } from '../rule-named'
import { rulePage } from '../rule-page'
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
    const page = rulePage(call, rule.id) ?? `# ${rule.id}\n\n${call.translate(rule.summary)}\n`
    await call.terminal.write(format === 'json' ? printJson({ id: rule.id, level: rule.level, page }) : page.endsWith('\n') ? page : `${page}\n`)
    return 0
  },
}

function ruleArgument(call: Call): Rule {
  const [given] = call.positionals
  if (given === undefined) throw new UsageError(say`Which rule? One of ${RULES.map((rule) => rule.id).join(', ')}`)
  return ruleNamed(given)
}
