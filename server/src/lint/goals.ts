import type { Goal } from '../settings'

/** How many images a goal needs by the notes' advice; newer bases need fewer. */
export const GOAL_IMAGES: Readonly<Record<Goal, number>> = { character: 50, style: 100, concept: 50 }
