/**
 * Whether a path matches a glob: `*` stands for anything but a slash, `**` for anything at all.
 *
 * Owners write these and every visitor's page runs them, so there are no regular expressions: the time taken is at most
 * the length of the glob times the length of the text, whatever is written. A trailing slash of the text is not told apart.
 *
 * @returns as little as says it: undefined, too, counts as no.
 *
 * @example matchesGlob('/checkout/*', '/checkout/payment') // true
 * @example matchesGlob('/docs/**', '/docs/a/b') // true
 */
export function matchesGlob(glob: string, text: string): boolean | undefined {
  // reached[i]: the first i characters of the text can be matched by the glob so far.
  // What lies outside of either text is undefined, and counts as no.
  let reached: (boolean | undefined)[] = [true]
  for (let at = 0; at < glob.length; at++) {
    const next: typeof reached = []
    const isStar = glob[at] === '*'
    const isDeep = isStar && glob[at + 1] === '*'
    for (let i = 0; i <= text.length; i++) {
      next[i] = isStar
        ? reached[i] || (next[i - 1] && (isDeep || text[i - 1] !== '/'))
        : reached[i - 1] && text[i - 1] === glob[at]
    }
    if (isDeep) at++
    reached = next
  }
  const end = text.length
  return reached[end] || (text[end - 1] === '/' && reached[end - 1])
}
