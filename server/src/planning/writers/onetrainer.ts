import { parse, type ParseError } from 'jsonc-parser'
import { say } from '../../base/message'
import { editJson, jsonText, type JsonSetting } from './parts/json-file'
import type { PlanWriter, WriterFolder, WriterInput } from './parts/writer'

/** The list of concepts of OneTrainer. */
export const onetrainer: PlanWriter = {
  id: 'onetrainer',
  title: say`Concepts of OneTrainer`,
  files: (input) => [
    {
      path: 'concepts.json',
      fresh: () => jsonText(input.folders.map(conceptOf)),
      edit: (text) => editJson(text, conceptChanges(text, input)),
    },
  ],
}

function conceptOf(folder: WriterFolder): object {
  const { path, name, regularization, repeats, captions } = folder
  return {
    __version: 2,
    name,
    path,
    seed: 0,
    enabled: true,
    type: regularization ? 'PRIOR_PREDICTION' : 'STANDARD',
    include_subdirectories: false,
    image_variations: 1,
    text_variations: 1,
    balancing: repeats,
    balancing_strategy: 'REPEATS',
    loss_weight: 1,
    image: { enable_crop_jitter: false, enable_random_flip: false, enable_fixed_flip: false },
    text: {
      prompt_source: 'sample',
      prompt_path: '',
      enable_tag_shuffling: captions.options.shuffleCaption ?? false,
      tag_delimiter: ',',
      keep_tags_count: captions.options.keepTokens ?? 1,
    },
  }
}

/** Concepts are told apart by their path: those that are there get the repeats, others are added. */
function conceptChanges(text: string, { folders }: WriterInput): readonly JsonSetting[] {
  const errors: ParseError[] = []
  const held: unknown = parse(text, errors)
  if (!Array.isArray(held)) return []
  const paths = held.map((concept: unknown) => (typeof concept === 'object' && concept !== null && 'path' in concept ? String(concept.path).replaceAll('\\', '/').replace(/\/$/, '') : ''))
  let end = held.length
  return folders.map((folder): JsonSetting => {
    const at = paths.indexOf(folder.path)
    return at >= 0 ? { path: [at, 'balancing'], value: folder.repeats } : { path: [end++], value: conceptOf(folder) }
  })
}
