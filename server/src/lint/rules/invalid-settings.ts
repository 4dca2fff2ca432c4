import { say } from '../../base/message'
import { joinPath } from '../../base/path'
import { SETTINGS_FILE } from '../../dataset/find-root'
import type { DatasetRule } from '../rule'

export const invalidSettings: DatasetRule = {
  id: 'invalid-settings',
  scope: 'dataset',
  level: 'error',
  summary: say`A setting has a wrong value and is left out`,

  *check(dataset, { settings }) {
    for (const { origin, message } of settings.problems) {
      yield { anchor: origin === 'taglore.json' ? joinPath(dataset.root, SETTINGS_FILE) : dataset.root, message }
    }
  },
}
