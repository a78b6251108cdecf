import type { VNode } from 'preact'
import { useState } from 'preact/hooks'

import { siteLink } from '../../trace.ts'
import { Copyable } from '../Copyable.tsx'
import { Field } from '../Field.tsx'

/** The link by which somebody opens their own site to have their walk watched: here, or in another browser. */
export function OpenSite({ first, code }: { first: string; code: string }): VNode {
  const [typed, setTyped] = useState(first)
  const link = siteLink(typed, code)
  const isWrong = link === null && typed.trim() !== ''
  return (
    <>
      <Field
        name="site"
        label="Where your site is"
        hint="Any page of it that has the line, as https://shop.example."
        autocomplete="url"
        maxLength={500}
        value={typed}
        onInput={setTyped}
        {...(isWrong && { error: 'This is no address of a page. Write it as https://shop.example.' })}
      />
      <p class="buttons">
        {link === null ? (
          <button type="button" class="button" disabled>
            Open my site
          </button>
        ) : (
          <a class="button" href={link} target="_blank" rel="noopener">
            Open my site
          </a>
        )}
        <span class="hint">In a new tab. A small panel there says that the walk is watched.</span>
      </p>
      {link !== null && (
        <details>
          <summary>Walk on a phone, or in another browser</summary>
          <Copyable text={link} name="The link to walk by" label="Copy the link" />
        </details>
      )}
    </>
  )
}
