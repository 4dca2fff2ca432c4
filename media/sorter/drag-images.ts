import type { Column } from './column'
import type { ColumnInput } from './input'

/** Images are dragged into the other column: all that are selected, where one of these is taken. */
export function dragImages(columns: readonly Column[], input: Pick<ColumnInput, 'move' | 'selected'>): void {
  let dragged: { readonly from: Column; readonly position: number } | undefined

  const end = (): void => {
    dragged = undefined
    for (const { grid } of columns) grid.element.classList.remove('dropping')
  }

  for (const column of columns) {
    const { element, grid, selection } = column
    const takes = (): boolean => dragged !== undefined && dragged.from !== column
    // cells are taken over by other images, and in the gallery they are not dragged
    grid.list.addEventListener('pointerdown', ({ target }) => {
      const cell = cellOf(target)
      if (cell) cell.draggable = true
    })
    grid.list.addEventListener('dragstart', (event) => {
      const cell = cellOf(event.target)
      if (!cell) return
      const position = Number(cell.dataset['position'])
      if (!selection.has(position)) selection.none()
      selection.move(position)
      dragged = { from: column, position }
      event.dataTransfer?.setData('text/plain', column.chosen().join('\n'))
      input.selected(column)
    })
    element.addEventListener('dragover', (event) => {
      if (!takes()) return
      event.preventDefault()
      grid.element.classList.add('dropping')
    })
    element.addEventListener('dragleave', ({ relatedTarget }) => {
      if (!(relatedTarget instanceof Node) || !element.contains(relatedTarget)) grid.element.classList.remove('dropping')
    })
    element.addEventListener('drop', (event) => {
      if (!takes() || !dragged) return
      event.preventDefault()
      const { from, position } = dragged
      end()
      input.move(from, from.chosen(), position)
    })
    grid.list.addEventListener('dragend', end)
  }
}

function cellOf(target: EventTarget | null): HTMLElement | null {
  return target instanceof Element ? target.closest<HTMLElement>('.cell') : null
}
