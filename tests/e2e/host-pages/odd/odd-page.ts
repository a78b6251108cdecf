import type { Page } from 'playwright-core'

/** A page that somebody, somewhere, has. Everything but `id` and `name` says in what it differs from an ordinary one. */
export interface OddPage {
  /** Its path, and the words of its answer. */
  id: string
  /** What is odd about it. */
  name: string
  /** Before the script tag, in the head. */
  head?: string
  /** After what every page holds. */
  body?: string
  /** How Attune is put in. Default: as the handbook says. */
  tag?: (address: string) => string
  /** The whole page instead, given the script tag, or nothing where the page goes without Attune. */
  html?: (tag: string, parts: PageParts) => string
  headers?: (service: string) => Record<string, string>
  /** What is served beside it, by path. */
  files?: Record<string, Served>
  /** Its styles count what the body has, so they see the prompt while it stands: the page is as it was once it is gone. */
  isCounting?: boolean
  /** Where the prompt comes up, if it is in a frame: a selector. */
  frame?: string
  /** What a person does before they are asked; and without Attune, just the same. */
  act?: (page: Page) => Promise<void>
}

export interface Served {
  type: string
  /** Given the script tag, or nothing where the page goes without Attune. */
  body: (tag: string) => string
}

/** What the pages of a run know of their surroundings. */
export interface PageParts {
  /** The origin that this page is on. */
  own: string
  /** The same pages on another origin. */
  other: string
}

/** The nonce of every script, for the pages whose policy asks for one. */
export const NONCE = 'cmFuZG9t'

export const script = (code: string): string => `<script nonce="${NONCE}">${code}</script>`

/** A script that is there only to put Attune in. */
export const tagScript = (code: string): string => `<script data-tag nonce="${NONCE}">${code}</script>`

/** Asynchronously, by the one line that the console and the handbook give. */
export const asyncTag = (address: string): string =>
  `<script async nonce="${NONCE}" src="${address}" data-key="pk_odd"></script>`

/** What every page holds: something to press, to fill in and to read, and a script that uses the platform. */
export const CONTENT = `<header><h1>Shop</h1><nav><a href="#a">Shelf</a> <a href="#b">Basket</a></nav></header>
<main><p>Two pears, one apple.</p><ul><li>Pear</li><li>Pear</li><li>Apple</li></ul>
<form id="form"><label>Name <input id="name" name="name" /></label> <button id="buy" type="submit">Buy</button></form></main>
<footer id="foot">Open all day.</footer><pre id="log"></pre>`

export const WORK = `<script nonce="${NONCE}" src="/work.js"></script>`

export function htmlOf(page: OddPage, tag: string, parts: PageParts): string {
  if (page.html) return page.html(tag, parts)
  return `<!doctype html><html lang="en"><head><meta charset="utf-8" /><title>Shop</title>${page.head ?? ''}${tag}</head>
<body>${CONTENT}${page.body ?? ''}${WORK}</body></html>`
}
