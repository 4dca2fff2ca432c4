import { flat } from './flat'
import type { DatasetFormat } from './format'
import { kohyaFolders } from './kohya-folders'
import { tree } from './tree'

/** Every format, in the order in which they are tried; the first that recognises a folder reads it. */
export const FORMATS: readonly DatasetFormat[] = [kohyaFolders, flat, tree]
