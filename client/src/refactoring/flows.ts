import { env, l10n } from 'vscode'
import type { UsedGroup } from '../../../server/src/protocol/concept'
import type { RefactoringId, RefactoringRequest, RefactorScope } from '../../../server/src/protocol/refactor'
import { answer, anyOf, oneOf, oneTag, someTags, someText, type Choice, type Question } from './questions'
import { patternFault } from './words'
import type { RefactoringWorld } from './world'

/** What is asked for one refactoring, and the request that comes of the answers. */
export interface Flow {
  readonly title: string
  readonly questions: readonly Question[]
  request(): RefactoringRequest
  /** What is offered first; the whole dataset unless told. */
  readonly first?: RefactorScope['kind']
  /** The first question is answered by at least this many tags, where they were chosen from a list. */
  readonly takesTags?: number
  /** The only scope that makes sense: it is not asked for. */
  readonly scope?: RefactorScope
}

type Arguments<Id extends RefactoringId> = Extract<RefactoringRequest, { readonly id: Id }>['args']

export type FlowId =
  | 'renameTagEverywhere' | 'removeTagEverywhere' | 'mergeTags' | 'splitTag' | 'addTags' | 'moveTags' | 'replaceTagList' | 'replaceInTags' | 'sortTags' | 'unifySpelling'
  | 'pruneImpliedTags' | 'removeTagsByCategory' | 'setTrigger'

/** Every refactoring as a conversation; the strings of the result are what is wrong with the place. */
export const FLOWS: Readonly<Record<FlowId, (world: RefactoringWorld) => Flow | string>> = {
  renameTagEverywhere(world) {
    const from = answer(world.tags[0] ?? '')
    const to = answer('')
    return {
      title: l10n.t('Rename Tag Everywhere'),
      takesTags: 1,
      questions: [
        oneTag(world, from, { placeholder: l10n.t('Which tag?') }),
        (place) => oneTag(world, to, { placeholder: l10n.t("The new name of '{0}'; with the name of another tag the two become one", from.value), isNew: true })(place),
      ],
      request: () => ({ id: 'rename-tag', args: { from: from.value, to: to.value } }),
    }
  },

  removeTagEverywhere(world) {
    const tags = answer(world.tags)
    return {
      title: l10n.t('Remove Tag Everywhere'),
      takesTags: 1,
      questions: [someTags(world, tags, { placeholder: l10n.t('Which tags go?') })],
      request: () => ({ id: 'remove-tags', args: { tags: tags.value } }),
    }
  },

  mergeTags(world) {
    const tags = answer(world.tags)
    const into = answer('')
    const when = answer<Arguments<'merge-tags'>['when']>('any')
    return {
      title: l10n.t('Merge Tags'),
      takesTags: 2,
      questions: [
        someTags(world, tags, { placeholder: l10n.t('Which tags become one?') }),
        (place) => oneTag(world, into, { placeholder: l10n.t('What stands for {0}?', tags.value.join(', ')), isNew: true })(place),
        oneOf(when, l10n.t('When?'), () => [
          { value: 'any', label: l10n.t('Wherever any of them stands'), description: l10n.t('several names of one thing') },
          { value: 'all', label: l10n.t('Only where all of them stand'), description: l10n.t('parts of a phrase') },
        ]),
      ],
      request: () => ({ id: 'merge-tags', args: { tags: tags.value, into: into.value, when: when.value } }),
    }
  },

  splitTag(world) {
    const tag = answer(world.tags[0] ?? '')
    const into = answer<readonly string[]>([])
    return {
      title: l10n.t('Split Tag'),
      takesTags: 1,
      questions: [
        oneTag(world, tag, { placeholder: l10n.t('Which tag?') }),
        (place) => someTags(world, into, { placeholder: l10n.t("What comes in the place of '{0}'? Several tags, parted by commas", tag.value), isNew: true })(place),
      ],
      request: () => ({ id: 'split-tag', args: { tag: tag.value, into: into.value } }),
    }
  },

  addTags(world) {
    const tags = answer<readonly string[]>([])
    const at = answer<'start' | 'end' | 'after-keep-tokens' | 'before' | 'after'>('end')
    const beside = answer(world.tags[0] ?? '')
    const create = answer(false)
    return {
      title: l10n.t('Add Tags'),
      questions: [
        someTags(world, tags, { placeholder: l10n.t('Which tags are added where they are missing?'), isNew: true }),
        oneOf(at, l10n.t('At which place?'), () => [
          { value: 'end', label: l10n.t('At the end') },
          { value: 'start', label: l10n.t('At the front') },
          { value: 'after-keep-tokens', label: l10n.t('Behind the tags that the trainer keeps in front') },
          { value: 'before', label: l10n.t('Before a tag…'), description: l10n.t('only where it stands') },
          { value: 'after', label: l10n.t('Behind a tag…'), description: l10n.t('only where it stands') },
        ]),
        async (place) => (at.value === 'before' || at.value === 'after' ? oneTag(world, beside, { placeholder: l10n.t('Beside which tag?') })(place) : 'skip'),
        async (place) => (at.value === 'before' || at.value === 'after' ? 'skip' : oneOf(create, l10n.t('What about images without a caption?'), createChoices)(place)),
      ],
      request: () => ({ id: 'add-tags', args: { tags: tags.value, at: placeOf(at.value, beside.value), ...(create.value && typeof placeOf(at.value, beside.value) === 'string' ? { create: true } : {}) } }),
    }
  },

  moveTags(world) {
    const tags = answer(world.tags)
    const to = answer<Arguments<'move-tags'>['to']>('start')
    return {
      title: l10n.t('Move Tags'),
      takesTags: 1,
      questions: [
        someTags(world, tags, { placeholder: l10n.t('Which tags are moved? In the order in which they will stand') }),
        oneOf(to, l10n.t('Where to?'), () => [
          { value: 'start', label: l10n.t('To the front') },
          { value: 'after-keep-tokens', label: l10n.t('Behind the tags that the trainer keeps in front') },
          { value: 'end', label: l10n.t('To the end') },
        ]),
      ],
      request: () => ({ id: 'move-tags', args: { tags: tags.value, to: to.value } }),
    }
  },

  replaceTagList(world) {
    const from = answer(world.tags)
    const to = answer<readonly string[]>([])
    return {
      title: l10n.t('Replace Tag List'),
      takesTags: 1,
      questions: [
        someTags(world, from, { placeholder: l10n.t('Which tags are replaced? Only where all of them stand') }),
        (place) => someTags(world, to, { placeholder: l10n.t('What comes in the place of {0}?', from.value.join(', ')), isNew: true })(place),
      ],
      request: () => ({ id: 'replace-list', args: { from: from.value, to: to.value } }),
    }
  },

  replaceInTags(world) {
    const pattern = answer(world.tags[0]?.replace(/[.*+?^${}()|[\]\\]/g, '\\$&') ?? '')
    const replacement = answer('')
    const options = answer<readonly ('ignoreCase' | 'prose' | 'locked')[]>([])
    return {
      title: l10n.t('Find and Replace in Tags'),
      questions: [
        someText(pattern, { placeholder: '(.+) hair', prompt: l10n.t('A regular expression, tried on each tag by itself'), check: (text) => (text === '' ? l10n.t('Write a pattern') : patternFault(text)) }),
        someText(replacement, { placeholder: '$1', prompt: l10n.t('What comes in its place: $1 is what the first brackets found; a tag that becomes empty is removed') }),
        anyOf(options, l10n.t('More than usual?'), () => [
          { value: 'ignoreCase', label: l10n.t('Upper and lower case are the same') },
          { value: 'prose', label: l10n.t('In sentences too') },
          { value: 'locked', label: l10n.t('In triggers and tags kept on purpose too') },
        ]),
      ],
      request: () => ({ id: 'replace-pattern', args: { pattern: pattern.value, replacement: replacement.value, ...Object.fromEntries(options.value.map((option) => [option, true])) } }),
    }
  },

  sortTags() {
    const by = answer<Arguments<'sort-tags'>['by']>('category')
    return {
      title: l10n.t('Sort Tags'),
      first: 'caption',
      questions: [
        oneOf(by, l10n.t('By what?'), () => [
          { value: 'category', label: l10n.t('By category'), description: l10n.t('triggers, persons, characters, series, then what is seen') },
          { value: 'alphabetical', label: l10n.t('Alphabetically') },
          { value: 'frequency', label: l10n.t('By frequency'), description: l10n.t('what most captions of the dataset carry comes first') },
        ]),
      ],
      request: () => ({ id: 'sort-tags', args: { by: by.value } }),
    }
  },

  unifySpelling() {
    const to = answer<'setting' | 'blank' | 'underscore'>('setting')
    return {
      title: l10n.t('Unify Spelling'),
      questions: [
        oneOf(to, l10n.t('How are tags spelled?'), () => [
          { value: 'setting', label: l10n.t('As the settings say'), description: l10n.t('else as most of the dataset does') },
          { value: 'blank', label: l10n.t('With blanks'), description: 'long hair' },
          { value: 'underscore', label: l10n.t('With underscores'), description: 'long_hair' },
        ]),
      ],
      request: () => ({ id: 'unify-spelling', args: to.value === 'setting' ? {} : { to: to.value } }),
    }
  },

  pruneImpliedTags: () => ({ title: l10n.t('Prune Implied Tags'), questions: [], request: () => ({ id: 'prune-implied', args: {} }) }),

  removeTagsByCategory({ server, uri }) {
    const kinds = answer<readonly Kind[]>([])
    const groups = answer<readonly string[]>([])
    return {
      title: l10n.t('Remove Tags by Category'),
      questions: [
        anyOf(kinds, l10n.t('Which tags go? Triggers and tags kept on purpose stay'), kindChoices),
        async (place) => {
          if (!kinds.value.some((kind) => 'groups' in kind)) return 'skip'
          const used = (await server.ask('taglore/usedGroups', { uri }))?.groups ?? []
          return anyOf(groups, l10n.t('Which groups of tags go?'), () => used.map(groupChoice))(place)
        },
      ],
      request: () => ({
        id: 'remove-by-category',
        args: {
          categories: kinds.value.flatMap((kind) => ('category' in kind ? [kind.category] : [])),
          uses: kinds.value.flatMap((kind) => ('use' in kind ? [kind.use] : [])),
          groups: kinds.value.some((kind) => 'groups' in kind) ? groups.value : [],
        },
      }),
    }
  },

  setTrigger({ status }) {
    const concept = status?.concept
    if (concept === null || concept === undefined) return l10n.t('Open a caption or an image of the concept first, or select its folder')
    const known = status?.triggers.map(({ text }) => text) ?? []
    const trigger = answer(known[0] ?? '')
    const old = answer<string | undefined>(known[0])
    const create = answer(false)
    return {
      title: l10n.t('Set Trigger'),
      questions: [
        someText(trigger, {
          placeholder: l10n.t('A rare word'),
          prompt: l10n.t("Leads every caption of '{0}' and is declared in taglore.json", concept),
          check: (text) => (text === '' ? l10n.t('Write the trigger') : /[,，\n]/.test(text) ? l10n.t('one tag, without commas') : undefined),
        }),
        // the only one gives way by itself, unless other concepts have it too
        async (place) => (known.length > 1 ? oneOf(old, l10n.t("What does '{0}' replace?", trigger.value), () => replacedChoices(known))(place) : 'skip'),
        oneOf(create, l10n.t('What about images without a caption?'), createChoices),
      ],
      scope: { kind: 'concept', name: concept },
      request: () => ({ id: 'set-trigger', args: { concept, trigger: trigger.value, ...(known.length > 1 ? { replaces: old.value ?? trigger.value } : {}), ...(create.value ? { create: true } : {}) } }),
    }
  },
}

function placeOf(at: 'start' | 'end' | 'after-keep-tokens' | 'before' | 'after', beside: string): Arguments<'add-tags'>['at'] {
  return at === 'before' ? { before: beside } : at === 'after' ? { after: beside } : at
}

/** A trigger that replaces itself comes in addition. */
function replacedChoices(triggers: readonly string[]): readonly Choice<string | undefined>[] {
  return [...triggers.map((value) => ({ value, label: value })), { value: undefined, label: l10n.t('Nothing: it comes in addition') }]
}

function createChoices(): readonly Choice<boolean>[] {
  return [
    { value: false, label: l10n.t('They stay without one') },
    { value: true, label: l10n.t('They get one with these tags') },
  ]
}

type RemoveKinds = Arguments<'remove-by-category'>
type Kind = { readonly category: NonNullable<RemoveKinds['categories']>[number] } | { readonly use: NonNullable<RemoveKinds['uses']>[number] } | { readonly groups: true }

function kindChoices(): readonly Choice<Kind>[] {
  return [
    { value: { category: 'character' }, label: l10n.t('Characters') },
    { value: { category: 'copyright' }, label: l10n.t('Series') },
    { value: { category: 'artist' }, label: l10n.t('Artists') },
    { value: { category: 'meta' }, label: l10n.t('Meta'), description: 'highres, commentary request' },
    { value: { use: 'M' }, label: l10n.t('Facts about the file'), description: 'absurdres, jpeg artifacts' },
    { value: { use: 'X' }, label: l10n.t('Flaws and text'), description: 'watermark, signature, speech bubble' },
    { value: { use: 'I' }, label: l10n.t('Identity'), description: 'long hair, blue eyes' },
    { value: { use: 'O' }, label: l10n.t('Clothes'), description: 'school uniform, thighhighs' },
    { value: { use: 'V' }, label: l10n.t('What varies'), description: 'smile, sitting, holding' },
    { value: { use: 'C' }, label: l10n.t('Composition'), description: 'upper body, from side' },
    { value: { use: 'B' }, label: l10n.t('Background'), description: 'outdoors, night sky' },
    { value: { use: 'S' }, label: l10n.t('Medium'), description: 'sketch, monochrome' },
    { value: { use: 'N' }, label: l10n.t('Persons and counts'), description: '1girl, solo' },
    { value: CHOSEN_GROUPS, label: l10n.t('Groups that I choose…'), description: l10n.t('hair colour, headwear, weather and others that the dataset has tags of') },
  ]
}

/** One object: what was ticked before is told by it. */
const CHOSEN_GROUPS = { groups: true } as const

function groupChoice({ id, title, zh, tags, examples }: UsedGroup): Choice<string> {
  return { value: id, label: env.language.startsWith('zh') ? zh : title, description: tags > examples.length ? `${examples.join(', ')}, …` : examples.join(', ') }
}
