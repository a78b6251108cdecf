import type { ProjectListItem, PromptDocument, PromptState } from '@attune/protocol'
import type { VNode } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'

import { gapsOf } from '../../configure/gaps.ts'
import { idOf } from '../../configure/place.ts'
import { standingOf } from '../../configure/standing.ts'
import type { Editing } from '../../configure/use-prompt.ts'
import { navigate } from '../../hooks.ts'
import { changeStanding, discardDraft, saveDraft, type Standing } from '../../prompts-api.ts'
import { sentenceOf } from '../../request.ts'
import { hrefOf } from '../../route.ts'
import { Undo } from '../Undo.tsx'
import { EndDialog } from './EndDialog.tsx'
import { PublishDialog } from './PublishDialog.tsx'
import { Saved } from './Saved.tsx'

interface Props {
  project: ProjectListItem
  editing: Editing
  place: string
  heading: { current: HTMLHeadingElement | null }
}

/** Where a prompt stands, whether what is typed is kept, and what can be done with it. */
export function PromptHead({ project, editing, place, heading }: Props): VNode {
  const { prompt, state, settle, seen, flush } = editing
  const [asking, setAsking] = useState<'publish' | 'end' | null>(null)
  const [undo, setUndo] = useState<{ said: string; take: () => void } | null>(null)
  const [said, setSaid] = useState('')
  const [problem, setProblem] = useState('')
  const isPublished = useRef(false)
  useEffect(() => {
    // There is nothing more to publish: the button that opened the question can take no focus back.
    if (asking === null && isPublished.current) heading.current?.focus()
    isPublished.current = false
  }, [asking])
  const to = (id: string | null): string => hrefOf({ page: 'configure', project: project.id, section: 'prompts', id })
  const attempt = async (work: () => Promise<void>): Promise<void> => {
    setProblem('')
    setSaid('')
    try {
      await flush()
      await work()
    } catch (error) {
      setProblem(sentenceOf(error))
    }
  }
  /** @param back What takes it back; null where nothing does. */
  const stand = (standing: Standing, back: Standing | null): Promise<void> =>
    attempt(async () => {
      settle(await changeStanding(project.id, state.id, standing, seen()))
      setUndo(back === null ? null : { said: DONE[standing], take: () => void stand(back, null) })
      if (back === null) setSaid(DONE[standing])
    })
  const discard = (): Promise<void> => {
    const kept: PromptDocument = prompt
    return attempt(async () => {
      const { body, etag } = await discardDraft(project.id, state.id, seen())
      if (body === null) return navigate(to(null), true)
      settle({ body, etag })
      const take = async (): Promise<void> => {
        settle(await saveDraft(project.id, kept, etag))
        setUndo(null)
      }
      setUndo({ said: 'The draft is gone.', take: () => void attempt(take) })
    })
  }
  const canPublish = state.draft !== null || editing.stand !== 'saved'
  return (
    <header class="prompt-head">
      <nav class="crumbs" aria-label="Prompts">
        <a href={to(null)}>← Prompts</a>
      </nav>
      <div class="prompt-place">
        <p class="hint">
          {place} · {standingOf(state)}
          {state.draft !== null && state.version !== null && ' · a draft waits'}
        </p>
        <span class="prompt-acts">
          {state.status === 'live' && <Act onClick={() => void stand('pause', 'resume')}>Pause</Act>}
          {state.status === 'paused' && <Act onClick={() => void stand('resume', 'pause')}>Resume</Act>}
          {(state.status === 'live' || state.status === 'paused') && <Act onClick={() => setAsking('end')}>End</Act>}
          {state.draft !== null && <Act onClick={() => void discard()}>Discard draft</Act>}
          {state.version !== null && <a href={to(idOf({ view: 'versions', id: state.id }))}>Versions</a>}
        </span>
      </div>
      <h1 class="question" ref={heading} tabIndex={-1}>
        {prompt.wording.default.question.trim() === ''
          ? 'A prompt without a question'
          : prompt.wording.default.question}
      </h1>
      <div class="prompt-bar">
        <button
          type="button"
          class="button"
          disabled={!canPublish}
          onClick={() => void flush().then((isKept) => isKept && setAsking('publish'))}
        >
          Publish …
        </button>
        <Saved stand={editing.stand} error={editing.error} gaps={gapsOf(prompt)} hasDraft={state.draft !== null} />
        <a class="see-it" href="#preview-title">
          See it
        </a>
      </div>
      <Undo said={undo?.said ?? null} onUndo={() => undo?.take()} />
      <div role="status">{said !== '' && <p class="done-said">{said}</p>}</div>
      <div role="alert">{problem !== '' && <p class="field-error">{problem}</p>}</div>
      {asking === 'publish' && (
        <PublishDialog
          project={project.id}
          editing={editing}
          onClose={() => setAsking(null)}
          onPublished={(published) => {
            setAsking(null)
            setUndo(null)
            setSaid(saidOf(published.is_new_version, published.version, published.is_new_series))
            isPublished.current = true
          }}
        />
      )}
      {asking === 'end' && (
        <EndDialog
          onClose={() => setAsking(null)}
          onEnd={() => {
            setAsking(null)
            void stand('end', null)
          }}
        />
      )}
    </header>
  )
}

function Act({ onClick, children }: { onClick: () => void; children: string }): VNode {
  return (
    <button type="button" class="link" onClick={onClick}>
      {children}
    </button>
  )
}

function saidOf(isNew: boolean, version: PromptState['version'], isSeries: boolean): string {
  if (!isNew) return 'It was published like this already.'
  const series = isSeries ? ' A new series of answers begins with it.' : ''
  const first = version === 1 ? ' Nobody is asked anything on their very first visit, unless the project says so.' : ''
  return `Version ${version} is published. Pages ask it within a minute.${series}${first}`
}

const DONE: Record<Standing, string> = {
  pause: 'Paused. Pages stop asking within a minute.',
  resume: 'It is asked again within a minute.',
  end: 'Ended. Its answers stay where they are.',
}
