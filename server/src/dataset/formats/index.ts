import { aiToolkit } from './ai-toolkit'
import { datasetConfig } from './dataset-config'
import { diffusionPipe } from './diffusion-pipe'
import { flat } from './flat'
import type { DatasetFormat } from './format'
import { huggingface } from './huggingface'
import { kohyaFolders } from './kohya-folders'
import { maskedFolders } from './masked-folders'
import { metadataFile } from './metadata-file'
import { onetrainer } from './onetrainer'
import { tree } from './tree'

/** Every format, in the order in which they are tried; the first that recognises a folder reads it. Files that name folders come first. */
export const FORMATS: readonly DatasetFormat[] = [datasetConfig, kohyaFolders, metadataFile, onetrainer, aiToolkit, diffusionPipe, huggingface, maskedFolders, flat, tree]
