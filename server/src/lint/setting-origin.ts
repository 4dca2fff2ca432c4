import { say, type Message } from '../base/message'
import type { Origin, SettingKey, Settings } from '../settings'

const ORIGINS: Readonly<Record<Origin, Message>> = {
  default: say`assumed`,
  client: say`from the client`,
  editor: say`from the settings`,
  'training-file': say`from the training files`,
  'taglore.json': say`from taglore.json`,
}

/** Where the value in force of a setting comes from, in a word for a message: 'assumed' where nobody set it. */
export function describeOrigin({ originOf }: Settings, key: SettingKey): Message {
  return ORIGINS[originOf(key)]
}
