/** What a batch of file events asks for. */
export class ChangeList {
  /** Folders whose `taglore.json` was touched. */
  readonly settings = new Set<string>()
  /** Roots of datasets to read again. */
  readonly layouts = new Set<string>()
  /** Roots of datasets below whose `_excluded` something changed. */
  readonly excluded = new Set<string>()
  /** Folders outside every dataset that may hold one now. */
  readonly unknown = new Set<string>()
  readonly folders = new Map<string, { readonly root: string; readonly folder: string; readonly stems: Set<string> }>()

  addStem(root: string, folder: string, stem: string): void {
    const key = `${root}\0${folder}`
    const known = this.folders.get(key) ?? { root, folder, stems: new Set<string>() }
    known.stems.add(stem)
    this.folders.set(key, known)
  }
}
