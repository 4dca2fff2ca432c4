import { say } from '../../base/message'
import { splitArgument } from '../../training-files/read-training-config'
import { addBehind } from '../edit-training-file'
import type { Fix, TrainingFileRule } from '../rule'
import { familyOf, ownOption, runOf, type TrainingRun } from '../training-run'

export const unfittingNetwork: TrainingFileRule = {
  id: 'unfitting-network',
  scope: 'training-file',
  level: 'hint',
  summary: say`Another kind of network is advised for this goal`,

  *check(subject, context) {
    const run = runOf(subject)
    const module = run && ownOption(run, 'network_module')
    const { settings } = context
    if (!run || !module || settings.originOf('goal') === 'default' || familyOf(run, context) !== 'sd15') return
    const name = String('value' in module.node ? module.node.value : '')
    const algorithm = algorithmOf(run)
    const kind = name === 'networks.lora' ? 'lora' : name === 'lycoris.kohya' ? (algorithm?.value ?? 'lora') : undefined
    const span = algorithm?.span ?? module.node.span
    if (settings.values.goal === 'character' && (kind === 'loha' || kind === 'lokr')) {
      yield { span, tag: 'network_module', message: say`For a character LoRA or LoCon is advised; ${kind} is for styles`, fixes: algorithm ? [take(run, algorithm, 'locon')] : [] }
    } else if (settings.values.goal === 'style' && (kind === 'lora' || kind === 'locon')) {
      yield { span, tag: 'network_module', message: say`For a style LoHa is advised (lycoris.kohya with algo=loha): more control at the same size`, fixes: algorithm ? [take(run, algorithm, 'loha')] : [takeLoha(run)].filter((fix) => fix !== undefined) }
    }
  },
}

interface Algorithm {
  readonly value: string
  readonly span: { readonly start: number; readonly end: number }
}

function algorithmOf(run: TrainingRun): Algorithm | undefined {
  const node = ownOption(run, 'network_args')?.node
  const items = node?.kind === 'list' ? node.items : []
  for (const item of items) {
    const [key, value] = item.kind === 'string' ? splitArgument(String(item.value)) : ['', '']
    if (key === 'algo') return { value: value.toLowerCase(), span: item.span }
  }
  return undefined
}

function take(run: TrainingRun, { span }: Algorithm, algorithm: string): Fix {
  const quote = run.subject.text.charAt(span.start)
  return { title: say`Take algo=${algorithm}`, safe: false, textEdits: [{ span, newText: `${quote}algo=${algorithm}${quote}` }] }
}

/** LyCORIS is a module of its own; arguments of the other are not carried over, so only where there are none. */
function takeLoha(run: TrainingRun): Fix | undefined {
  const module = ownOption(run, 'network_module')
  if (!module || ownOption(run, 'network_args') || !run.training) return undefined
  const { text, file } = run.training
  const added = addBehind(text, file.parsed.language, module, 'network_args', '["algo=loha"]')
  return { title: say`Take lycoris.kohya with algo=loha`, safe: false, textEdits: [{ span: module.node.span, newText: '"lycoris.kohya"' }, added] }
}
