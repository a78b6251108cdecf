import type { Voice } from '@attune/protocol'
import type { VNode } from 'preact'
import { useId, useRef, useState } from 'preact/hooks'

import { focusOnce, useAction } from '../../action.ts'
import { Undo } from '../Undo.tsx'
import type { Tags } from './use-tags.ts'

interface Props {
  voice: Voice
  tags: Tags
  /** Where every voice with a tag is listed. */
  hrefOf: (tag: string) => string
}

/** The tags of a voice: each lists its voices, can be taken off, and more can be typed. */
export function VoiceTags({ voice, tags, hrefOf }: Props): VNode | null {
  const [isTyping, setTyping] = useState(false)
  const [done, setDone] = useState<{ said: string; before: readonly string[]; isLess: boolean } | null>(null)
  const { isBusy, problem, run } = useAction()
  // Whoever is done with tags goes on where they began.
  const isBack = useRef(false)
  const adder = useRef<HTMLButtonElement | null>(null)
  const showAdder = (button: HTMLButtonElement | null): void => {
    adder.current = button
    if (isBack.current) button?.focus()
    isBack.current = false
  }
  const mine = tags.of(voice)
  const change = (next: readonly string[], said: string): void =>
    run(async () => {
      await tags.put(voice, next)
      setDone(said === '' ? null : { said, before: mine, isLess: next.length < mine.length })
      if (said === '') adder.current?.focus()
    })
  const close = (): void => {
    isBack.current = true
    setTyping(false)
  }
  if (mine.length === 0 && tags.mayChange !== true) return null
  return (
    <div class="voice-tags">
      <ul aria-label="Tags">
        {mine.map((tag) => (
          <li key={tag} class="tag">
            <a href={hrefOf(tag)}>{tag}</a>
            {tags.mayChange === true && (
              <button
                type="button"
                aria-label={`Take the tag ${tag} off`}
                onClick={() =>
                  change(
                    mine.filter((one) => one !== tag),
                    `“${tag}” is taken off.`,
                  )
                }
              >
                ×
              </button>
            )}
          </li>
        ))}
        {tags.mayChange === true && (
          <li>
            {isTyping ? (
              <TagInput
                known={(tags.all ?? []).map(({ tag }) => tag).filter((tag) => !mine.includes(tag))}
                isBusy={isBusy}
                onAdd={(added) => {
                  const fresh = added.filter((tag) => !mine.includes(tag))
                  if (fresh.length > 0)
                    change([...mine, ...fresh], `Tagged ${fresh.map((tag) => `“${tag}”`).join(', ')}.`)
                }}
                onClose={close}
              />
            ) : (
              <button type="button" class="link" ref={showAdder} onClick={() => setTyping(true)}>
                Tag
              </button>
            )}
          </li>
        )}
      </ul>
      <p class="field-error" role="alert">
        {problem}
      </p>
      <Undo
        said={done?.said ?? null}
        onUndo={() => done !== null && change(done.before, '')}
        takesFocus={done?.isLess ?? false}
      />
    </div>
  )
}

interface InputProps {
  known: readonly string[]
  /** Whether others are being stored: what is typed waits for them. */
  isBusy: boolean
  onAdd: (tags: string[]) => void
  onClose: () => void
}

/** Enter adds what is typed and waits for the next; Escape, or Enter on nothing, is done. */
function TagInput({ known, isBusy, onAdd, onClose }: InputProps): VNode {
  const list = useId()
  const [typed, setTyped] = useState('')
  const add = (event: Event): void => {
    event.preventDefault()
    const added = tagsIn(typed)
    if (added.length === 0) return onClose()
    if (isBusy) return
    onAdd(added)
    setTyped('')
  }
  return (
    <form class="tag-input" onSubmit={add}>
      <input
        ref={focusOnce}
        aria-label="A tag for this voice"
        list={list}
        value={typed}
        placeholder="Type, then Enter"
        autocomplete="off"
        onInput={({ currentTarget: { value } }) => setTyped(value)}
        onKeyDown={({ key }) => key === 'Escape' && onClose()}
      />
      <datalist id={list}>
        {known.map((tag) => (
          <option key={tag} value={tag} />
        ))}
      </datalist>
      <button type="submit" class="link">
        Add
      </button>
      <button type="button" class="link" onClick={onClose}>
        Done
      </button>
    </form>
  )
}

/** As they are kept: in small letters, single spaces; several with commas. */
function tagsIn(typed: string): string[] {
  const tags = typed.split(',').map((tag) => tag.normalize('NFC').trim().replaceAll(/\s+/gu, ' ').toLowerCase())
  return [...new Set(tags)].filter((tag) => tag !== '')
}
