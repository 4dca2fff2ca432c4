/** Pictures by their address, decoded before they are shown: nothing flashes. */
export interface Pictures {
  /** Rejects where the picture cannot be decoded. */
  load(address: string): Promise<HTMLImageElement>
  /** Pictures that are likely to be wanted next; those that are not among them any more are let go. */
  ahead(addresses: readonly string[]): void
}

export function createPictures(): Pictures {
  const waiting = new Map<string, HTMLImageElement>()
  return {
    async load(address) {
      const picture = waiting.get(address) ?? pictureAt(address)
      await picture.decode()
      return picture
    },
    ahead(addresses) {
      for (const address of waiting.keys()) if (!addresses.includes(address)) waiting.delete(address)
      for (const address of addresses) {
        if (waiting.has(address)) continue
        const picture = pictureAt(address)
        waiting.set(address, picture)
        // one that cannot be decoded is told of when it is wanted
        picture.decode().catch(() => waiting.delete(address))
      }
    },
  }
}

function pictureAt(address: string): HTMLImageElement {
  const picture = new Image()
  picture.decoding = 'async'
  picture.draggable = false
  picture.className = 'picture'
  picture.src = address
  return picture
}
