import type { VNode } from 'preact'
import { useState } from 'preact/hooks'

/** The one line to paste into a page, and a button that copies it. */
export function ScriptLine({ publicKey }: { publicKey: string }): VNode {
  const [said, setSaid] = useState('')
  const line = `<script async src="${location.origin}/attune.js" data-key="${publicKey}"></script>`
  const copy = (): void => {
    navigator.clipboard.writeText(line).then(
      () => setSaid('Copied'),
      () => setSaid('This browser did not allow copying: select the line instead.'),
    )
  }
  return (
    <div class="script-line">
      <pre tabIndex={0} aria-label="The line to paste">
        <code>{line}</code>
      </pre>
      <button type="button" class="button" onClick={copy}>
        Copy the line
      </button>
      <span role="status">{said}</span>
    </div>
  )
}
