import { say } from '../../base/message'
import type { TrainingFileRule } from '../rule'
import { setOption } from '../training-aborts'
import { ownOption, runOf } from '../training-run'

export const manyRestarts: TrainingFileRule = {
  id: 'many-restarts',
  scope: 'training-file',
  level: 'warning',
  summary: say`The cosine schedule begins anew more than 4 times`,
  /** The most restarts that are advised. */
  options: { most: 4 },

  *check(subject, { options: { most } }) {
    const run = runOf(subject)
    const given = run && ownOption(run, 'lr_scheduler_num_cycles')
    const limit = typeof most === 'number' ? most : 4
    if (!run || !given || run.options.text('lr_scheduler') !== 'cosine_with_restarts' || run.options.text('lr_scheduler_type') !== undefined) return
    const cycles = run.options.number('lr_scheduler_num_cycles') ?? 1
    if (cycles <= limit) return
    yield { span: given.node.span, tag: given.name, message: say`${cycles} restarts; at most ${limit} are advised`, fixes: setOption(run, given.name, limit, say`Set ${given.name} to ${limit}`) }
  },
}
