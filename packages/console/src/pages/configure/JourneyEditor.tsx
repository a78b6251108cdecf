import type { JourneyConfig, ProjectListItem } from '@attune/protocol'
import type { TargetedSubmitEvent, VNode } from 'preact'
import { useRef, useState } from 'preact/hooks'

import { idOf } from '../../configure/place.ts'
import { draftOf, type JourneyDraft, journeyOf } from '../../configure/steps.ts'
import { useLoading, usePage } from '../../hooks.ts'
import { fetchJourney, fetchPages, saveJourney } from '../../journeys-api.ts'
import { clashesOf, mergeOf, type Versions } from '../../meanwhile.ts'
import { Conflict } from '../../parts/Conflict.tsx'
import { AfterSaving } from '../../parts/journeys/AfterSaving.tsx'
import { Steps } from '../../parts/journeys/Steps.tsx'
import { Text } from '../../parts/Text.tsx'
import { isChangedMeanwhile, sentenceOf, type Tagged } from '../../request.ts'
import { hrefOf } from '../../route.ts'

interface Props {
  project: ProjectListItem
  first: JourneyDraft
  /** An address that has just been filled in and is not saved yet; null for none. */
  filled: string | null
  /** Of what is changed; `new`. */
  etag: string
  /** The ids that journeys have. */
  taken: string[]
  onChanged: () => void
}

/** A journey, written down: its name, its steps in their order, how each is noticed, and which one is the goal. */
export function JourneyEditor({ project, first, filled, etag, taken, onChanged }: Props): VNode {
  const isNew = first.id === null
  // Without them one writes addresses all the same: that they cannot be had is no failure of the page.
  const recent = useLoading(`pages ${project.id}`, (signal) => fetchPages(project.id, signal))
  const heading = usePage(isNew ? 'New journey' : `Journey ${first.name}`)
  const [draft, setDraft] = useState(first)
  const [seen, setSeen] = useState<Tagged<JourneyDraft>>({ etag, body: first })
  const [stored, setStored] = useState<JourneyDraft | null>(null)
  const [theirs, setTheirs] = useState<Tagged<JourneyDraft> | null>(null)
  const [problem, setProblem] = useState('')
  const [isBusy, setBusy] = useState(false)
  const form = useRef<HTMLFormElement>(null)
  const to = (id: string | null): string => hrefOf({ page: 'configure', project: project.id, section: 'journeys', id })
  const change = (next: JourneyDraft): void => {
    setStored(null)
    setDraft(next)
  }

  const versionsWith = (newest: JourneyDraft): Versions<JourneyConfig> => ({
    seen: journeyOf(seen.body, taken),
    mine: journeyOf(draft, taken),
    theirs: journeyOf(newest, taken),
  })
  const save = async (journey: JourneyConfig, over: string): Promise<void> => {
    const missing =
      journey.name === '' ? 'Give the journey a name.' : journey.steps.length === 0 ? 'Name at least one step.' : ''
    setProblem(missing)
    if (missing !== '')
      return form.current
        ?.querySelector<HTMLInputElement>('input[type=text]:placeholder-shown, input[type=text]')
        ?.focus()
    setBusy(true)
    try {
      const { body, etag: next } = await saveJourney(project.id, journey, over)
      const kept = draftOf(body)
      setTheirs(null)
      setSeen({ etag: next, body: kept })
      setDraft(kept)
      setStored(kept)
      onChanged()
      // The address is that of the journey now, and the page stays as it is.
      history.replaceState(null, '', to(body.id))
    } catch (error) {
      if (isChangedMeanwhile(error)) await showTheirs(journey.id)
      else setProblem(sentenceOf(error))
    }
    setBusy(false)
  }
  const showTheirs = async (id: string): Promise<void> => {
    try {
      const { body, etag: next } = await fetchJourney(project.id, id)
      setTheirs({ body: draftOf(body), etag: next })
    } catch (error) {
      setProblem(sentenceOf(error))
    }
  }
  const submit = (event: TargetedSubmitEvent<HTMLFormElement>): void => {
    event.preventDefault()
    void save(journeyOf(draft, taken), seen.etag)
  }
  return (
    <>
      <nav class="crumbs" aria-label="Journeys">
        <a href={to(null)}>← Journeys</a>
      </nav>
      <header class="title-row">
        <h1 ref={heading} tabIndex={-1}>
          {isNew && draft.id === null ? 'Name a journey' : draft.name}
        </h1>
        {draft.id !== null && (
          <a class="button quiet" href={to(idOf({ view: 'walk' }))}>
            Walk and watch
          </a>
        )}
      </header>
      {theirs !== null && (
        <Conflict
          said="Somebody else changed it meanwhile."
          clashes={clashesOf(versionsWith(theirs.body))}
          takesFocus
          onMine={() => save(mergeOf(versionsWith(theirs.body)), theirs.etag)}
          onTheirs={() => {
            setDraft(theirs.body)
            setSeen({ etag: theirs.etag, body: theirs.body })
            setTheirs(null)
          }}
        />
      )}
      {stored !== null && stored.id !== null && (
        <AfterSaving project={project.id} journey={stored} isNew={isNew} publicKey={project.keys[0] ?? null} />
      )}
      {filled !== null && stored === null && (
        <p class="note">
          <code>{filled}</code> is filled in below. Look at it, then save.
        </p>
      )}
      <form class="journey-form" ref={form} onSubmit={submit}>
        <Text
          label="What do people come for?"
          hint="As you would say it: Checkout, Getting help, First report."
          placeholder="Checkout"
          value={draft.name}
          onInput={(name) => change({ ...draft, name })}
        />
        <Steps draft={draft} pages={recent.data?.pages ?? []} onChange={change} />
        <p class="field-error" role="alert">
          {problem}
        </p>
        <p class="actions keep-bar">
          <button type="submit" class="button" disabled={isBusy || theirs !== null}>
            {draft.id === null ? 'Create the journey' : 'Save'}
          </button>
          <span class="saved" role="status">
            {stored !== null ? 'Saved' : ''}
          </span>
        </p>
      </form>
    </>
  )
}
