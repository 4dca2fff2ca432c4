import { aiToolkit } from './ai-toolkit'
import { datasetToml } from './dataset-toml'
import { kohyaGui } from './kohya-gui'
import { loraScripts } from './lora-scripts'
import { onetrainer } from './onetrainer'
import type { PlanWriter } from './parts/writer'
import { samplePrompts } from './sample-prompts'
import { trainingToml } from './training-toml'

/** Every file or trainer that a plan is written for, in the order of menus. */
export const WRITERS: readonly PlanWriter[] = [datasetToml, trainingToml, samplePrompts, kohyaGui, loraScripts, onetrainer, aiToolkit]
