import { l10n, Uri, window, type Disposable } from 'vscode'
import type { ListedImage } from '../../../server/src/protocol/preview'
import type { LanguageServer } from '../language-server'
import { fileUri } from '../new-captions'

/** The images that a query found when it was asked; which ones stays so while captions are edited. */
export interface ImageFilter {
  readonly query: string
  readonly images: readonly ListedImage[]
}

/** Milliseconds of rest after which a query is tried while it is typed. */
const REST = 200

/** Runs a query over the dataset of a file; undefined for an empty or wrong one, and where nothing answers. */
export async function runFilter(server: LanguageServer, file: Uri, query: string): Promise<ImageFilter | undefined> {
  const found = query.trim() === '' ? undefined : await server.ask('taglore/imageList', { uri: fileUri(file).toString(), where: query })
  return found && !found.fault ? { query, images: found.images } : undefined
}

/** Asks for a query; an empty one takes the filter away. Undefined where the user has closed the box. */
export function askFilter(server: LanguageServer, file: Uri, current: string): Promise<{ readonly filter: ImageFilter | undefined } | undefined> {
  const input = window.createInputBox()
  input.title = l10n.t('Go Only Through Images That Match')
  input.placeholder = l10n.t('A query, such as: tag:smile AND NOT tag:hat')
  input.prompt = l10n.t('Empty: go through all images')
  input.value = current
  input.ignoreFocusOut = true
  let timer: NodeJS.Timeout | undefined
  let asked = 0

  async function test(): Promise<ImageFilter | undefined> {
    const query = input.value
    const question = ++asked
    if (query.trim() === '') {
      input.prompt = l10n.t('Empty: go through all images')
      input.validationMessage = undefined
      return undefined
    }
    const found = await server.ask('taglore/imageList', { uri: fileUri(file).toString(), where: query })
    if (question !== asked || !found) return undefined
    const { fault, images, total } = found
    // the box cannot mark characters: they are quoted
    input.validationMessage = fault ? l10n.t('{0} (at “{1}”)', fault.message, query.slice(fault.start, Math.max(fault.end, fault.start + 1)) || '…') : images.length === 0 ? l10n.t('No image matches') : undefined
    input.prompt = fault ? undefined : l10n.t('{0} of {1} images', images.length, total)
    return fault || images.length === 0 ? undefined : { query, images }
  }

  return new Promise((resolve) => {
    const listening: Disposable[] = [
      input.onDidChangeValue(() => {
        clearTimeout(timer)
        timer = setTimeout(() => void test(), REST)
      }),
      input.onDidAccept(async () => {
        clearTimeout(timer)
        const filter = await test()
        if (!filter && input.value.trim() !== '') return
        resolve({ filter })
        input.hide()
      }),
      input.onDidHide(() => {
        clearTimeout(timer)
        resolve(undefined)
        for (const each of listening) each.dispose()
        input.dispose()
      }),
    ]
    input.show()
    if (current !== '') void test()
  })
}

/** Where a file stands among the images of a filter; -1 where it is none of them. */
export function placeIn({ images }: ImageFilter, file: Uri): number {
  const uri = fileUri(file).toString()
  return images.findIndex(({ caption, image }) => Uri.parse(caption).toString() === uri || Uri.parse(image).toString() === uri)
}

/** The next or previous one of the filter; from outside it the first one. */
export function nextIn(filter: ImageFilter, file: Uri, direction: 'next' | 'previous'): ListedImage | undefined {
  const at = placeIn(filter, file)
  if (at < 0) return filter.images[0]
  return filter.images[at + (direction === 'next' ? 1 : -1)]
}
