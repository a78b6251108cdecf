/**
 * What speaks against a text being a selector (CSS), or null.
 *
 * Only a browser knows for sure. This finds what would be a rule, a tag or half a selector, so that a slip is named where it
 * is made and not in every visitor's page; the page itself takes one that it does not understand for one that nothing fulfils.
 */
export function faultOfSelector(selector: string): string | null {
  const bare = selector.replaceAll(/"[^"\n]*"|'[^'\n]*'/g, '_').trim()
  const odd = /["'{}<;@\\\n]|\/\*/.exec(bare)
  if (odd) return `has ${odd[0] === '\n' ? 'a line break' : odd[0]}, which no selector has`
  if (bare === '' || /^[,>+~]|[,>+~]$/.test(bare) || /,\s*,/.test(bare)) return 'is only a part of a selector'
  return isBalanced(bare) ? null : 'has a bracket that is not closed, or not opened'
}

function isBalanced(text: string): boolean {
  const open: string[] = []
  for (const char of text.match(/[()[\]]/g) ?? []) {
    if (char === '(' || char === '[') open.push(char)
    else if (open.pop() !== (char === ')' ? '(' : '[')) return false
  }
  return open.length === 0
}
