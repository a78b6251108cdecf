import type { TagChange } from '@attune/protocol'
import type { VNode } from 'preact'
import { useRef, useState } from 'preact/hooks'

import { focusOnce, useAction } from '../../action.ts'
import { removeTag, renameTag, undoTagChange } from '../../tags-api.ts'
import type { Change } from '../../voices-view.ts'
import { count } from '../../words.ts'
import { Undo } from '../Undo.tsx'
import type { Tags } from './use-tags.ts'

interface Props {
  project: string
  /** The tag whose voices are listed; `''`: any. */
  chosen: string
  change: Change
  tags: Tags
  /** Goes to the voices of a tag, or of any. */
  onChoose: (tag: string) => void
}

/** A team's tags, to list what has one; the one that is chosen can be renamed and removed. */
export function TagBar({ project, chosen, change, tags, onChoose }: Props): VNode | null {
  const [done, setDone] = useState<{ said: string; change: TagChange } | null>(null)
  const { isBusy, problem, run } = useAction()
  const all = tags.all ?? []
  const act = (doIt: () => Promise<TagChange>, said: (change: TagChange) => string): void =>
    run(async () => {
      const changed = await doIt()
      onChoose(changed.to ?? '')
      await tags.reload()
      setDone({ said: said(changed), change: changed })
    })
  const undo = (changed: TagChange): void =>
    run(async () => {
      await undoTagChange(project, changed)
      setDone(null)
      onChoose(changed.tag)
      await tags.reload()
    })
  if (all.length === 0 && chosen === '' && done === null) return null
  return (
    <div class="tag-bar">
      <ul class="filters" aria-label="Tags">
        {[...all.slice(0, MOST), ...(isListed(all, chosen) ? [] : [{ tag: chosen, answers: 0 }])].map(
          ({ tag, answers }) => (
            <li key={tag}>
              <a
                class="pill"
                href={change({ tag: tag === chosen ? '' : tag })}
                data-replace=""
                {...(tag === chosen && { 'aria-current': 'true' as const })}
              >
                {tag} <span class="n">{count(answers)}</span>
              </a>
            </li>
          ),
        )}
      </ul>
      {chosen !== '' && tags.mayChange === true && (
        <ChosenTag
          key={chosen}
          tag={chosen}
          isBusy={isBusy}
          onRename={(to) =>
            act(
              () => renameTag(project, chosen, to),
              () => `“${chosen}” is called “${to}” now, for everybody.`,
            )
          }
          onRemove={() =>
            act(
              () => removeTag(project, chosen),
              ({ removed }) =>
                `“${chosen}” is taken off ${count(removed.length)} ${removed.length === 1 ? 'voice' : 'voices'}.`,
            )
          }
        />
      )}
      <p class="field-error" role="alert">
        {problem}
      </p>
      <Undo said={done?.said ?? null} onUndo={() => done !== null && undo(done.change)} takesFocus />
    </div>
  )
}

interface ChosenProps {
  tag: string
  isBusy: boolean
  onRename: (to: string) => void
  onRemove: () => void
}

function ChosenTag({ tag, isBusy, onRename, onRemove }: ChosenProps): VNode {
  const [name, setName] = useState<string | null>(null)
  // Whoever keeps the name goes on where they began.
  const isBack = useRef(false)
  const close = (): void => {
    isBack.current = true
    setName(null)
  }
  const rename = (event: Event): void => {
    event.preventDefault()
    const to = (name ?? '').trim()
    if (to === '' || to === tag) return close()
    // What was typed stays until it holds: another tag is chosen then.
    onRename(to)
  }
  if (name !== null) {
    return (
      <form class="tag-input" onSubmit={rename}>
        <input
          ref={focusOnce}
          aria-label={`A new name for the tag ${tag}`}
          maxLength={40}
          value={name}
          onInput={({ currentTarget: { value } }) => setName(value)}
          onKeyDown={({ key }) => key === 'Escape' && close()}
        />
        <button type="submit" class="button quiet">
          Rename it
        </button>
        <button type="button" class="link" onClick={close}>
          Keep the name
        </button>
      </form>
    )
  }
  return (
    <p class="tag-deeds">
      <button
        type="button"
        class="link"
        disabled={isBusy}
        {...(isBack.current && { ref: focusOnce })}
        onClick={() => setName(tag)}
      >
        Rename “{tag}”
      </button>
      <button type="button" class="link" disabled={isBusy} onClick={onRemove}>
        Take it off every voice
      </button>
    </p>
  )
}

const isListed = (all: readonly { tag: string }[], chosen: string): boolean =>
  chosen === '' || all.slice(0, MOST).some(({ tag }) => tag === chosen)

/** More than these are found by their name on a voice. */
const MOST = 20
