/** The merges as text, with a line end after each. */
export function readClipMerges(): string
/** Writes `clip-merges.txt.br` into `folder` (default `dist/`); gives its size in bytes. */
export function buildClip(folder?: string): number
