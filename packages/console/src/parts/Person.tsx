import type { ComponentChildren, VNode } from 'preact'

interface Props {
  name: string
  /** What is quieter beside or below it. */
  children?: ComponentChildren
  /** A word after the name, e.g. `you`. */
  mark?: string
}

/** Who it is: two letters to find them by, their name, and what belongs to it. */
export function Person({ name, mark, children }: Props): VNode {
  return (
    <div class="person">
      <span class="monogram" aria-hidden="true">
        {monogramOf(name)}
      </span>
      <div class="person-words">
        <p class="person-name">
          {name}
          {mark !== undefined && <span class="mark">{mark}</span>}
        </p>
        {children}
      </div>
    </div>
  )
}

/** `AL` of Ada Lovelace, `A` of ada@shop.example. */
export function monogramOf(name: string): string {
  const words = name
    .replace(/@.*$/u, '')
    .split(/[\s._-]+/u)
    .filter(Boolean)
  const picked = words.length > 1 ? [words[0], words.at(-1)] : words.slice(0, 1)
  return picked
    .map((word) =>
      String.fromCodePoint(word?.codePointAt(0) ?? 32)
        .toLocaleUpperCase()
        .trim(),
    )
    .join('')
}
