import { h } from '../dom'
import { t } from '../page'
import { toolButton } from '../tool-button'

export interface ToolActions {
  zoom(direction: 1 | -1): void
  fit(): void
  whole(): void
  cut(): void
  mask(): void
  compare(): void
  how(): void
}

/** What the buttons show; undefined for what there is not. */
export interface ToolState {
  readonly percent: number | undefined
  readonly fit: boolean
  readonly cut: boolean | undefined
  readonly mask: boolean | undefined
  readonly compared: string | undefined
  readonly how: 'side' | 'blink'
  readonly canCompare: boolean
}

/** The buttons below the picture. They stay where they are: nothing moves when a picture has no bucket or mask. */
export function createStageTools(actions: ToolActions): { readonly element: HTMLElement; show(state: ToolState): void } {
  const out = toolButton('zoom-out', t('Zoom out (-)'), () => actions.zoom(-1))
  const percent = h('button', { class: 'text-button number', type: 'button', title: t('100 % (Z)'), onclick: () => actions.whole() })
  const into = toolButton('zoom-in', t('Zoom in (+)'), () => actions.zoom(1))
  const fit = toolButton('screen-normal', t('Fit (0)'), () => actions.fit())
  const cut = toolButton('screen-cut', t('Bucket: the frame is what is trained; what lies outside is cut off (B)'), () => actions.cut())
  const mask = toolButton('color-mode', t('Mask: what is covered is trained little or not at all (M)'), () => actions.mask())
  const compare = toolButton('split-horizontal', t('Compare with another image … (C)'), () => actions.compare())
  const how = h('button', { class: 'text-button', type: 'button', onclick: () => actions.how() })
  const element = h('div', { class: 'stage-tools', role: 'toolbar', 'aria-label': t('Picture') }, out, percent, into, fit, h('span', { class: 'gap' }), cut, mask, compare, how)
  return {
    element,
    show({ percent: shown, fit: fits, cut: hasCut, mask: hasMask, compared, how: mode, canCompare }) {
      percent.textContent = shown === undefined ? '–' : t('{0} %', shown)
      percent.setAttribute('aria-label', t('Zoom {0} %, show at 100 %', shown ?? '–'))
      for (const button of [out, percent, into, fit]) button.disabled = shown === undefined
      press(fit, fits)
      cut.disabled = hasCut === undefined
      press(cut, hasCut === true)
      mask.disabled = hasMask === undefined
      press(mask, hasMask === true)
      compare.disabled = !canCompare
      press(compare, compared !== undefined)
      how.hidden = compared === undefined
      how.textContent = mode === 'side' ? t('Side by side') : t('Blink')
      how.title = mode === 'side' ? t('Compared with {0}: let the two blink in one place', compared ?? '') : t('Compared with {0}: show the two side by side (the space bar changes them now)', compared ?? '')
    },
  }
}

function press(button: HTMLElement, pressed: boolean): void {
  button.setAttribute('aria-pressed', String(pressed))
}
