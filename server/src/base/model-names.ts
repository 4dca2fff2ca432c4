const MODEL_NAMES: Readonly<Record<string, string>> = {
  sd15: 'SD 1.5',
  nai: 'NAI',
  sd2: 'SD 2',
  sdxl: 'SDXL',
  illustrious: 'Illustrious',
  noobai: 'NoobAI',
  pony: 'Pony',
  sd3: 'SD 3',
  flux: 'Flux',
  lumina: 'Lumina',
  anima: 'Anima',
}

/** How people write the name of a model family; the id itself for one that has none. */
export function modelName(model: string): string {
  return MODEL_NAMES[model] ?? model
}
