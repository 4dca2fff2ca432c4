/** Text for a terminal: control characters of captions and file names lose their power over it; tabs and line ends stay. */
export function visible(text: string): string {
  return text.replace(/[^\P{Cc}\t\n]/gu, '\ufffd')
}
