import { SAMPLE_TEXTS, sampleText } from './sample'
import type { Editor } from './start-editor'
import { theEditor } from './suite'

export interface EditorUse {
  /** Changes the copy of the sample dataset before it is opened. */
  readonly prepare?: (folder: string) => Promise<void> | void
  /** Tests change the size of the window or the theme: both are put back at the end. */
  readonly changesLooks?: boolean
}

/**
 * For the beginning of a file's `describe`: its editor, there from the first `before` on, in which what is open is closed after each test.
 * Hooks of the file run behind these: its `before` finds the editor, its `afterEach` a tidy window.
 */
export function useEditor({ prepare, changesLooks = false }: EditorUse = {}): Editor {
  const editor = {} as Editor

  before(async () => {
    Object.assign(editor, await theEditor(prepare))
  })

  afterEach(async () => {
    await editor.tidy()
    await editor.closeFiles()
  })

  if (changesLooks) {
    after(async () => {
      await editor.resize(1440, 900)
      await editor.setTheme('dark')
    })
  }

  return editor
}

/** Captions and `taglore.json` as the sample has them, for an `afterEach`. */
export function restoreTexts(editor: Editor): void {
  for (const name of SAMPLE_TEXTS) editor.writeFile(name, sampleText(name))
}
