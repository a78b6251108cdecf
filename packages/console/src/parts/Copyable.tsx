import type { VNode } from 'preact'
import { useState } from 'preact/hooks'

interface Props {
  text: string
  /** What it is, for those who hear the page. */
  name: string
  /** What the button says. */
  label: string
}

/** Text to take along, and a button that copies it. */
export function Copyable({ text, name, label }: Props): VNode {
  const [said, setSaid] = useState('')
  const copy = (): void => {
    const copied = navigator.clipboard?.writeText(text) ?? Promise.reject(new Error('no clipboard'))
    copied.then(
      () => setSaid('Copied'),
      () => setSaid('This browser did not allow copying: select the line instead.'),
    )
  }
  return (
    <div class="script-line">
      <pre tabIndex={0} role="group" aria-label={name}>
        <code>{text}</code>
      </pre>
      <button type="button" class="button" onClick={copy}>
        {label}
      </button>
      <span role="status">{said}</span>
    </div>
  )
}
