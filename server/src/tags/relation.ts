/** A pair of a relations file, names in any spelling: an alias and its tag, or a tag and what it implies. */
export type Relation = readonly [antecedent: string, consequent: string]

export type RelationKind = 'aliases' | 'implications'
