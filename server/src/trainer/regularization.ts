/** What becomes of the regularisation images of a dataset in one epoch. */
export interface Regularization {
  /** Repeats an epoch really has of each image, in the order given; 0 for images that are not used at all. */
  readonly repeats: readonly number[]
  /** Sum of `repeats`. */
  readonly samples: number
  /** Images that are never seen. */
  readonly unused: number
}

/**
 * Balances regularisation images against training images: they are taken in order until they reach the training samples,
 * and if they are too few, each gets one more repeat in turn until both are equal.
 *
 * @param trainSamples Σ images × repeats of the subsets that are no regularisation
 * @param regRepeats repeats of each regularisation image (at least 1), in subset order, then path order
 *
 * sd-scripts: DreamBoothDataset.__init__ (end)
 */
export function balanceRegularization(trainSamples: number, regRepeats: readonly number[]): Regularization {
  const repeats: number[] = []
  let samples = 0
  for (const own of regRepeats) {
    const used = samples < trainSamples ? own : 0
    repeats.push(used)
    samples += used
  }
  const missing = trainSamples - samples
  if (missing > 0 && repeats.length > 0) {
    const each = Math.floor(missing / repeats.length)
    const once = missing % repeats.length
    repeats.forEach((own, index) => (repeats[index] = own + each + (index < once ? 1 : 0)))
    samples = trainSamples
  }
  return { repeats, samples, unused: repeats.filter((own) => own === 0).length }
}
