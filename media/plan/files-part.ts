import type { PlanWriterInfo, WriteWishes } from '../../server/src/protocol/plan'
import { h } from '../dom'
import { t } from '../page'
import { place, section } from './parts'

/** What is written unless the user says otherwise: what sd-scripts needs. */
const USUAL = ['dataset-toml', 'training-toml', 'sample-prompts']

export interface FilesView {
  /** Ids of the trainers that are ticked; undefined until the user ticks one. */
  readonly writers?: readonly string[]
  readonly baseModel: string
  readonly outputName: string
  readonly outputFolder: string
}

export interface FilesActions {
  readonly changed: (change: Partial<FilesView>) => void
  readonly openUri: (uri: string) => void
  /** Has the trainer read the written files. */
  readonly check: () => void
}

export interface FilesPart {
  readonly element: HTMLElement
  /** `isTrusted`: programs may be started. */
  show(writers: readonly PlanWriterInfo[], isTrusted: boolean): void
  /** What is ticked and can be written. */
  wishes(): WriteWishes
}

/** Which files a plan is written as, and what only the user knows. */
export function filesPart({ writers: chosen, baseModel, outputName, outputFolder }: FilesView, { changed, openUri, check }: FilesActions): FilesPart {
  let now: FilesView = { ...(chosen ? { writers: chosen } : {}), baseModel, outputName, outputFolder }
  let known: readonly PlanWriterInfo[] = []
  const change = (next: Partial<FilesView>): void => {
    now = { ...now, ...next }
    changed(next)
  }
  const ticked = (): readonly string[] => known.filter(({ id, refusal }) => refusal === null && (now.writers ?? USUAL).includes(id)).map(({ id }) => id)
  const list = place()
  const trusted = h('p', { class: 'quiet', hidden: true }, t('Besides our own rules, sd-scripts itself can read what is written.'), ' ', h('button', { class: 'text-button', type: 'button', 'data-key': 'check', onclick: check }, t('Check with the Trainer')))
  const field = (key: 'baseModel' | 'outputName' | 'outputFolder', label: string, placeholder: string): HTMLElement => {
    const input = h('input', { class: 'field wide', id: `field-${key}`, type: 'text', value: now[key], placeholder, spellcheck: 'false', autocomplete: 'off' })
    input.addEventListener('input', () => change({ [key]: input.value }))
    return h('div', { class: 'control text' }, h('label', { for: `field-${key}` }, label), input)
  }
  const { element } = section(
    'files',
    t('Files'),
    h('p', { class: 'quiet' }, t('What is there already is edited in place: comments and all that is not chosen here stay. Everything is shown first and can be undone.')),
    list.element,
    h('div', { class: 'controls' }, field('baseModel', t('Base model file'), t('as the trainer finds it')), field('outputName', t('Name of the result'), t('as the folder')), field('outputFolder', t('Output folder'), t('output, in the dataset'))),
    trusted,
  )
  return {
    element,
    show(writers, isTrusted) {
      known = writers
      trusted.hidden = !isTrusted
      const on = ticked()
      list.show(h('ul', { class: 'writers' }, ...writers.map((writer) => writerRow(writer, on.includes(writer.id), (tick) => change({ writers: tick ? [...ticked(), writer.id] : ticked().filter((id) => id !== writer.id) }), openUri))))
    },
    wishes: () => ({ writers: ticked(), ...(now.baseModel.trim() === '' ? {} : { baseModel: now.baseModel.trim() }), ...(now.outputName.trim() === '' ? {} : { outputName: now.outputName.trim() }), ...(now.outputFolder.trim() === '' ? {} : { outputFolder: now.outputFolder.trim() }) }),
  }
}

function writerRow({ id, title, refusal, files }: PlanWriterInfo, on: boolean, tick: (on: boolean) => void, openUri: (uri: string) => void): HTMLElement {
  const box = h('input', { type: 'checkbox', id: `writer-${id}`, checked: on, disabled: refusal !== null, 'data-key': `writer ${id}` })
  box.addEventListener('change', () => tick(box.checked))
  const names = files.map(({ uri, exists, edited }) => {
    const name = decodeURIComponent(uri.split('/').at(-1) ?? '')
    const state = !exists ? t('new') : edited ? t('edited in place') : t('is there and is left alone')
    return h('span', {}, exists ? h('button', { class: 'text-button', type: 'button', title: t('Open {0}', name), onclick: () => openUri(uri) }, name) : name, ' ', h('span', { class: 'quiet' }, state))
  })
  return h('li', { 'data-writer': id }, h('span', { class: 'box' }, box, h('label', { for: `writer-${id}` }, title)), h('span', { class: 'names' }, ...(refusal === null ? names : [h('span', { class: 'quiet' }, refusal)])))
}
