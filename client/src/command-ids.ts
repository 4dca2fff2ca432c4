/** Every command, as the manifest names it after `taglore.`. */
export const COMMANDS = [
  'openPreview',
  'openCaption',
  'nextCaption',
  'previousCaption',
  'nextUncaptioned',
  'selectNextTag',
  'selectPreviousTag',
  'deleteTag',
  'moveTagLeft',
  'moveTagRight',
  'auditDataset',
  'treatAsCaption',
  'treatAsPlainText',
  'declareTriggers',
  'chooseGoal',
  'chooseModel',
  'showDatasetActions',
  'downloadTags',
  'addTagList',
  'restartServer',
  'showLog',
  'openRulePage',
] as const

export type CommandId = (typeof COMMANDS)[number]
