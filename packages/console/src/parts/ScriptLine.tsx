import type { VNode } from 'preact'

import { Copyable } from './Copyable.tsx'

/** The one line to paste into a page, and a button that copies it. */
export function ScriptLine({ publicKey }: { publicKey: string }): VNode {
  const line = `<script async src="${location.origin}/attune.js" data-key="${publicKey}"></script>`
  return <Copyable text={line} name="The line to paste" label="Copy the line" />
}
