import { say } from '../../base/message'
import { joinPath } from '../../base/path'
import { SETTINGS_FILE } from '../../dataset/find-root'
import type { DatasetRule } from '../rule'

/** The registry says which rules there are: it lists this one too, and so hands itself over. */
export function unknownRule(isRule: (id: string) => boolean): DatasetRule {
  return {
    id: 'unknown-rule',
    scope: 'dataset',
    level: 'error',
    summary: say`The settings name a rule that does not exist`,

    *check(dataset, { settings }) {
      const { rules, ignore } = settings.values
      const place = (origin: string): string => (origin === 'taglore.json' ? joinPath(dataset.root, SETTINGS_FILE) : dataset.root)
      for (const id of Object.keys(rules)) if (!isRule(id)) yield { anchor: place(settings.originOf('rules')), tag: id, message: say`The settings set a level for '${id}', but there is no such rule` }
      const ignored = new Set(ignore.flatMap((entry) => entry.rule ?? []))
      for (const id of ignored) if (!isRule(id)) yield { anchor: place(settings.originOf('ignore')), tag: id, message: say`The settings ignore '${id}', but there is no such rule` }
    },
  }
}
