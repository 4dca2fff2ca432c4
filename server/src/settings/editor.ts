import { say } from '../base/message'
import { GLOBS, type Rows } from './setting'

/** Settings: how captions look and behave in the editor. */
export const EDITOR = {
  captionExtensions: {
    place: 'editor',
    schema: { type: 'array', items: { type: 'string', pattern: '^\\..+' } },
    default: ['.txt', '.caption'],
    scope: 'resource',
    description: say`Suffixes of files that are captions when an image of the same name lies beside them.`,
  },
  treatAsPlainText: {
    place: 'editor',
    schema: GLOBS,
    default: [],
    scope: 'resource',
    description: say`Files that are never captions (globs).`,
  },
  treatAsCaption: {
    place: 'editor',
    schema: GLOBS,
    default: [],
    scope: 'resource',
    description: say`Files that are always captions (globs).`,
  },
  'completion.appendComma': {
    place: 'editor',
    schema: { type: 'boolean' },
    default: false,
    scope: 'resource',
    description: say`An accepted tag at the end of a caption brings a comma and a blank.`,
  },
  'formatting.order': {
    place: 'both',
    schema: { type: 'boolean' },
    default: false,
    scope: 'resource',
    description: say`Formatting also puts the tags in order: trigger, count, character, series, general tags by group, quality.`,
  },
  inlayHints: {
    place: 'editor',
    schema: { type: 'string', enum: ['off', 'translations', 'posts', 'captions'] },
    default: 'off',
    scope: 'resource',
    description: say`What stands behind each tag in the editor: nothing, its translation, its posts on the booru, or the captions of the dataset that carry it.`,
  },
  tokenBoundaries: {
    place: 'editor',
    schema: { type: 'boolean' },
    default: false,
    scope: 'resource',
    description: say`Marks in the editor where each window of 75 tokens begins, and where the limit is.`,
  },
  wikiLinks: {
    place: 'editor',
    schema: { type: 'boolean' },
    default: false,
    scope: 'resource',
    description: say`Tags link to their Danbooru wiki page. The editor underlines every link; the page is also found in the hover.`,
  },
  'images.inspect': {
    place: 'editor',
    schema: { type: 'string', enum: ['off', 'audit', 'always'] },
    default: 'audit',
    scope: 'resource',
    description: say`When the pixels of a dataset's images are looked at, for transparency, copies and missing colours: never, before an audit, or always in the background. What was found is kept in the cache.`,
  },
  'navigation.saveOnMove': {
    place: 'editor',
    schema: { type: 'boolean' },
    default: false,
    scope: 'window',
    description: say`Going to the next or previous caption saves the one you leave.`,
  },
  'explorer.click': {
    place: 'editor',
    schema: { type: 'string', enum: ['preview', 'caption', 'image'] },
    default: 'preview',
    scope: 'window',
    description: say`What a click on an image in the Taglore view opens: the caption with the preview beside it, the caption alone, or the image.`,
  },
} satisfies Rows
