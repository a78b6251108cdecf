import type { ComponentChildren, VNode } from 'preact'

import { focusOnce } from '../action.ts'
import { keepFocus } from '../keep-focus.ts'
import { Copyable } from './Copyable.tsx'

interface Props {
  title: string
  /** The secret itself, or a link with it. */
  text: string
  name: string
  label: string
  children: ComponentChildren
  onDone: () => void
}

/** Something that is shown this once, and nowhere again. */
export function Secret({ title, text, name, label, children, onDone }: Props): VNode {
  const done = (): void => {
    keepFocus()
    onDone()
  }
  return (
    <section class="panel secret">
      <h2 ref={focusOnce} tabIndex={-1}>
        {title}
      </h2>
      {children}
      <Copyable text={text} name={name} label={label} />
      <p>
        <button type="button" class="link" onClick={done}>
          Done, hide it
        </button>
      </p>
    </section>
  )
}
