import type { PixelSize } from '../../server/src/base/image-transform'
import { percent } from '../../server/src/base/number-format'
import type { CropData } from '../../server/src/protocol/crop'
import { h, type Child } from '../dom'
import { icon } from '../icons'
import { t } from '../page'
import type { Guides } from './stage'
import { captionOf, fitOf, namesOf, type CaptionChoice, type Crop, type Draft, type Original, type Shape } from './state'

export interface ControlState {
  readonly data: CropData
  readonly draft: Draft
  readonly frame: PixelSize
  readonly guides: Guides
  readonly pattern: string
  readonly original: Original
}

export interface ControlActions {
  shape(shape: Shape): void
  /** One number of the active frame. */
  side(name: 'left' | 'top' | 'width' | 'height', value: number): void
  turn(by: 90 | -90): void
  orient(on: boolean): void
  /** `isDone` is false while the slider moves. */
  straighten(degrees: number, isDone: boolean): void
  guides(guides: Guides): void
  choose(index: number): void
  add(kind: 'bucket' | 'head'): void
  remove(index: number): void
  caption(choice: CaptionChoice, text?: string): void
  captionDone(): void
  pattern(pattern: string): void
  original(original: Original): void
}

export function controlsOf(state: ControlState, actions: ControlActions): readonly Child[] {
  const crop = state.draft.crops[state.draft.active]
  return [
    cropList(state, actions),
    ...(crop ? [factsOf(state, crop), shapeOf(state, crop, actions), numbersOf(state, crop, actions)] : []),
    turnOf(state, actions),
    ...(crop ? [captionPart(state, crop, actions)] : []),
    outcomeOf(state, actions),
  ]
}

function section(title: string, ...children: readonly Child[]): HTMLElement {
  return h('section', {}, h('h2', {}, title), ...children)
}

function choice(key: string, label: string, isOn: boolean, press: () => void, title?: string): HTMLElement {
  return h('button', { class: 'choice', type: 'button', 'data-key': key, 'aria-pressed': String(isOn), title, onclick: press }, label)
}

/** A field that tells its value when it is left or confirmed. */
function numberField(key: string, label: string, value: number, most: number, set: (value: number) => void): HTMLElement {
  const input = h('input', { type: 'number', 'data-key': key, min: 0, max: most, step: 1, value, onchange: () => set(Number(input.value) || 0) })
  return h('label', { class: 'field' }, h('span', { class: 'quiet' }, label), input)
}

function cropList({ data, draft, pattern, original }: ControlState, { choose, add, remove }: ControlActions): HTMLElement {
  const names = namesOf(data, draft.crops.length, pattern, original)
  const rows = draft.crops.map(({ area }, index) => {
    const taken = data.taken.includes(names[index] ?? '') && !(original === 'exclude' && index === 0)
    const label = t('Crop {0}', index + 1)
    return h(
      'li',
      { class: index === draft.active ? 'crop active' : 'crop' },
      h('button', { class: 'row', type: 'button', 'data-key': `crop ${index}`, 'aria-pressed': String(index === draft.active), title: label, onclick: () => choose(index) }, h('span', { class: 'number quiet' }, String(index + 1)), h('span', { class: 'name' }, names[index] ?? ''), h('span', { class: 'number' }, `${area.width}×${area.height}`)),
      h('button', { class: 'icon-button', type: 'button', 'data-key': `remove ${index}`, title: t('Remove crop {0}', index + 1), 'aria-label': t('Remove crop {0}', index + 1), onclick: () => remove(index) }, icon('close')),
      taken && h('span', { class: 'taken quiet' }, t('is taken: gets a number')),
    )
  })
  const title = rows.length === 1 ? t('1 picture') : t('{0} pictures', rows.length)
  return section(
    title,
    h('ul', { class: 'crops' }, ...rows),
    h('div', { class: 'buttons' }, h('button', { class: 'text-button', type: 'button', 'data-key': 'add', title: t('Another picture out of this image (N)'), onclick: () => add('bucket') }, t('Add crop')), h('button', { class: 'text-button', type: 'button', 'data-key': 'add head', title: t('A square of the upper part, its caption with close-up (H)'), onclick: () => add('head') }, t('Add head shot'))),
  )
}

/** What training makes of the crop. */
function factsOf({ data }: ControlState, { area }: Crop): HTMLElement {
  const fit = fitOf(data.buckets, area)
  const grown = fit.scale > 1.01
  const lost = percent(fit.lost, 1)
  return h(
    'p',
    { class: 'facts', role: 'status' },
    h('span', { class: 'number' }, `${area.width}×${area.height} → ${fit.bucket.join('×')}`),
    h('span', { class: 'quiet' }, lost === 0 ? t('nothing is cut off') : t('{0} % is cut off', lost)),
    grown ? h('span', { class: fit.scale > 2 ? 'grown' : '' }, fit.scale > 2 && icon('warning'), fit.scale > 2 && ' ', t('enlarged {0} times', fit.scale.toFixed(1))) : h('span', { class: 'quiet' }, t('not enlarged')),
  )
}

function shapeOf({ data, frame }: ControlState, { shape, area }: Crop, actions: ControlActions): HTMLElement {
  const nearest = fitOf(data.buckets, area).bucket
  const table = data.buckets.enabled ? data.buckets.table : [data.buckets.options.resolution]
  const wanted = shape.kind === 'bucket' ? shape.size : undefined
  const option = ([width, height]: readonly [number, number]): HTMLElement => h('option', { value: `${width}x${height}`, selected: wanted?.[0] === width && wanted[1] === height }, `${width}×${height}`)
  const groups = [
    { label: t('Square'), sizes: table.filter(([width, height]) => width === height) },
    { label: t('Upright'), sizes: table.filter(([width, height]) => width < height).reverse() },
    { label: t('Lying'), sizes: table.filter(([width, height]) => width > height) },
  ].filter(({ sizes }) => sizes.length > 0)
  const known = wanted === undefined || table.some(([width, height]) => width === wanted[0] && height === wanted[1])
  const select = h('select', { 'data-key': 'bucket', 'aria-label': t('Bucket whose shape the crop has'), onchange: () => pick(select.value) }, h('option', { value: '', selected: wanted === undefined, disabled: true }, t('Bucket…')), ...(known || !wanted ? [] : [option(wanted)]), ...groups.map(({ label, sizes }) => h('optgroup', { label }, ...sizes.map(option))))
  const pick = (value: string): void => {
    const [width = 1, height = 1] = value.split('x').map(Number)
    actions.shape({ kind: 'bucket', size: [width, height] })
  }
  return section(
    t('Shape'),
    h(
      'div',
      { class: 'segments', role: 'group', 'aria-label': t('Shape') },
      choice('free', t('Free'), shape.kind === 'free', () => actions.shape({ kind: 'free' })),
      choice('locked', t('Locked'), shape.kind === 'locked', () => actions.shape({ kind: 'locked', ratio: area.width / area.height }), t('Keeps the shape that it has')),
      choice('nearest', t('Nearest bucket'), false, () => actions.shape({ kind: 'bucket', size: nearest })),
      choice('image', t('Image'), false, () => actions.shape({ kind: 'locked', ratio: frame.width / frame.height }), t('The shape of the image')),
      select,
    ),
  )
}

function numbersOf({ frame }: ControlState, { area }: Crop, { side }: ControlActions): HTMLElement {
  return h(
    'div',
    { class: 'fields' },
    numberField('width', t('Width'), area.width, frame.width, (value) => side('width', value)),
    numberField('height', t('Height'), area.height, frame.height, (value) => side('height', value)),
    numberField('left', t('Left'), area.left, frame.width, (value) => side('left', value)),
    numberField('top', t('Top'), area.top, frame.height, (value) => side('top', value)),
  )
}

function turnOf({ data, draft, guides, frame }: ControlState, actions: ControlActions): HTMLElement {
  const slider = h('input', { type: 'range', 'data-key': 'straighten', min: -15, max: 15, step: 0.1, value: draft.straighten, 'aria-label': t('Straighten, degrees'), oninput: () => actions.straighten(Number(slider.value), false), onchange: () => actions.straighten(Number(slider.value), true) })
  const degrees = h('input', { type: 'number', 'data-key': 'degrees', min: -45, max: 45, step: 0.1, value: draft.straighten, 'aria-label': t('Straighten, degrees'), onchange: () => actions.straighten(Number(degrees.value) || 0, true) })
  return section(
    t('Turn'),
    h(
      'div',
      { class: 'segments' },
      h('button', { class: 'choice', type: 'button', 'data-key': 'turn left', title: t('Turn left by 90° (Shift+R)'), onclick: () => actions.turn(-90) }, '↺ 90°'),
      h('button', { class: 'choice', type: 'button', 'data-key': 'turn right', title: t('Turn right by 90° (R)'), onclick: () => actions.turn(90) }, '↻ 90°'),
      data.orientation > 1 && choice('orient', t('As EXIF says'), draft.orient, () => actions.orient(!draft.orient), t('The trainer does not heed EXIF: turn the pixels, or crop them as they are stored')),
      h('span', { class: 'number quiet' }, `${frame.width}×${frame.height}`),
    ),
    h('div', { class: 'straighten' }, h('span', { class: 'quiet' }, t('Straighten')), slider, degrees, h('span', { class: 'quiet' }, '°')),
    h('div', { class: 'segments', role: 'group', 'aria-label': t('Guides') }, h('span', { class: 'quiet' }, t('Guides')), choice('guides none', t('None'), guides === 'none', () => actions.guides('none')), choice('guides thirds', t('Thirds'), guides === 'thirds', () => actions.guides('thirds')), choice('guides head', t('Head room'), guides === 'head', () => actions.guides('head'), t('Room above the head, and the height of the eyes'))),
  )
}

function captionPart({ data }: ControlState, crop: Crop, actions: ControlActions): HTMLElement {
  if (data.listed) return section(t('Caption'), h('p', { class: 'quiet' }, t('The captions of this dataset stand in one file for many images: write that of the crop there.')))
  const text = captionOf(crop, data)
  const area = h('textarea', { 'data-key': 'caption', rows: 4, 'aria-label': t('Caption'), spellcheck: 'false', disabled: text === null, oninput: () => actions.caption('own', area.value), onchange: () => actions.captionDone() })
  area.value = text ?? ''
  const has = data.caption !== null
  return section(
    t('Caption'),
    h(
      'div',
      { class: 'segments', role: 'group', 'aria-label': t('Caption') },
      has && choice('caption same', t('Same'), crop.caption === 'same', () => actions.caption('same'), t('That of the image')),
      has && choice('caption close-up', t('Close-up'), crop.caption === 'close-up', () => actions.caption('close-up'), t('That of the image, with close-up in place of full body, upper body and the like')),
      choice('caption empty', t('Empty'), crop.caption === 'empty', () => actions.caption('empty')),
      choice('caption none', t('None'), text === null, () => actions.caption('none'), t('No caption file')),
    ),
    area,
  )
}

function outcomeOf({ pattern, original, draft }: ControlState, actions: ControlActions): HTMLElement {
  const input = h('input', { type: 'text', 'data-key': 'pattern', value: pattern, spellcheck: 'false', title: t('{name}: name of the image; {n}: number of the crop'), onchange: () => actions.pattern(input.value) })
  return section(
    t('Result'),
    h('label', { class: 'field wide' }, h('span', { class: 'quiet' }, t('Names')), input),
    h(
      'div',
      { class: 'segments', role: 'group', 'aria-label': t('The original') },
      choice('replace', draft.crops.length > 1 ? t('First takes its place') : t('Takes its place'), original === 'exclude', () => actions.original('exclude'), t("The original goes to '_excluded', with a copy of its caption")),
      choice('beside', t('Original stays'), original === 'keep', () => actions.original('keep')),
    ),
  )
}
