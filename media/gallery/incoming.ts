import type { GalleryAction } from '../../server/src/protocol/gallery'

type Incoming = Extract<GalleryAction, { readonly kind: 'incoming' }>

/** Pictures can be dropped onto the images, and pasted beside the one that is selected. `imageOf`: that of an element; `selected`: the selected one. */
export function takeIncoming(target: HTMLElement, { imageOf, selected, send }: { imageOf(element: Element): string | null; selected(): string | null; send(action: Incoming): void }): void {
  async function take(data: DataTransfer, at: string | null): Promise<void> {
    const list = [...data.files].filter(({ name, type }) => type.startsWith('image/') || /\.(?:txt|jxl|avif|tiff?|jfif)$/i.test(name))
    const uris = data.getData('text/uri-list').split(/\r?\n/).filter((line) => line.startsWith('file:'))
    // bytes are read at once: they are gone with the event
    const files = await Promise.all(list.map(async (file) => ({ name: file.name, bytes: await file.arrayBuffer() })))
    if (files.length + uris.length > 0) send({ kind: 'incoming', files, uris, at })
  }

  const isForUs = ({ dataTransfer }: DragEvent): boolean => dataTransfer !== null && [...dataTransfer.types].some((type) => type === 'Files' || type === 'text/uri-list')
  target.addEventListener('dragover', (event) => {
    if (!isForUs(event)) return
    event.preventDefault()
    if (event.dataTransfer) event.dataTransfer.dropEffect = 'copy'
    target.classList.add('dropping')
  })
  for (const end of ['dragleave', 'drop'] as const) target.addEventListener(end, () => target.classList.remove('dropping'))
  target.addEventListener('drop', (event) => {
    if (!event.dataTransfer || !isForUs(event)) return
    event.preventDefault()
    void take(event.dataTransfer, event.target instanceof Element ? imageOf(event.target) : null)
  })
  document.addEventListener('paste', (event) => {
    if (!event.clipboardData || event.target instanceof HTMLInputElement) return
    event.preventDefault()
    void take(event.clipboardData, selected())
  })
}
