export { modelName } from '../base/model-names'
