// All that other steps take from the settings; a setting is a row of one of the areas in settings/.
export { layerSettings, type Layer, type Origin, type SettingProblem, type Settings } from './settings/layers'
export type { Setting } from './settings/setting'
export { SETTING_KEYS, SETTINGS } from './settings/table'
export * from './settings/values'
