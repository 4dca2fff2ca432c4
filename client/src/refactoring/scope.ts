import { l10n } from 'vscode'
import type { RefactorScope } from '../../../server/src/protocol/refactor'
import { runSteps } from '../steps'
import { answer, oneOf, someText, type Answer, type Choice, type Question } from './questions'
import type { RefactoringWorld } from './world'

type Kind = RefactorScope['kind']

/** Which captions are looked at; `first` is offered where nothing was selected. */
export function scopeQuestions(world: RefactoringWorld, first: Kind): { readonly questions: readonly Question[]; readonly scope: () => RefactorScope } {
  const kind: Answer<Kind> = answer(world.selection.length > 0 ? 'selection' : first)
  const query = answer('')
  return {
    questions: [
      oneOf(kind, l10n.t('Where?'), () => scopeChoices(world)),
      async (place) => (kind.value === 'filter' ? askQuery(query)(place) : 'skip'),
    ],
    scope: () => scopeOf(world, kind.value, query.value),
  }
}

function askQuery(query: Answer<string>): Question {
  return someText(query, {
    placeholder: 'tag:smile AND NOT tag:"open mouth"',
    prompt: l10n.t('Which images? For example tag:smile, tags:<5 or concept:lumi; AND, OR, NOT and brackets join them'),
    check: (text) => (text === '' ? l10n.t('Write a query') : undefined),
  })
}

function scopeChoices({ selection, file, status }: RefactoringWorld): readonly Choice<Kind>[] {
  const name = file?.path.split('/').at(-1)
  return [
    ...(selection.length > 0 ? [{ value: 'selection' as const, label: l10n.t('What is selected in the explorer'), description: selection.map(({ path }) => path.split('/').at(-1)).slice(0, 4).join(', ') }] : []),
    ...(file ? [{ value: 'caption' as const, label: l10n.t('This caption'), ...(name !== undefined && { description: name }) }] : []),
    ...(status?.concept ? [{ value: 'concept' as const, label: l10n.t('This concept'), description: status.concept }] : []),
    { value: 'dataset', label: l10n.t('The whole dataset'), ...(status?.root && { description: decodeURIComponent(status.root.split('/').at(-1) ?? '') }) },
    { value: 'filter', label: l10n.t('Images that a query finds…'), description: selection.length > 0 ? l10n.t('in the selection') : l10n.t('in the whole dataset') },
  ]
}

function scopeOf({ selection, file, uri, status }: RefactoringWorld, kind: Kind, query: string): RefactorScope {
  switch (kind) {
    case 'selection':
      return { kind, uris: selection.map(String) }
    case 'caption':
      return { kind, uri: file?.toString() ?? uri }
    case 'concept':
      return { kind, name: status?.concept ?? '' }
    case 'filter':
      return { kind, query, ...(selection.length > 0 && { within: { kind: 'selection', uris: selection.map(String) } }) }
    case 'dataset':
      return { kind }
  }
}

/** Asks question after question under one title. Whether the last was answered. */
export function askAll(title: string, questions: readonly Question[]): Promise<boolean> {
  return runSteps(questions.map((ask, index) => () => ask({ title, back: index > 0, step: index + 1 })))
}
