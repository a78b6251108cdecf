import type { JourneyConfig, ProjectListItem, PromptDocument, PromptState } from '@attune/protocol'
import type { VNode } from 'preact'
import { useState } from 'preact/hooks'

import { placedFaults } from '../../configure/faults.ts'
import { nameOfPlace } from '../../configure/steps-of.ts'
import { usePrompt } from '../../configure/use-prompt.ts'
import { withWordsOf, wordingChoices } from '../../configure/variants.ts'
import { useLoading, usePage } from '../../hooks.ts'
import { fetchJourneys } from '../../journeys-api.ts'
import { Conflict } from '../../parts/Conflict.tsx'
import { Failure } from '../../parts/Failure.tsx'
import { Lines } from '../../parts/Lines.tsx'
import { Asking } from '../../parts/prompts/Asking.tsx'
import { DryRunPanel } from '../../parts/prompts/DryRunPanel.tsx'
import { FollowUps } from '../../parts/prompts/FollowUps.tsx'
import { Limits } from '../../parts/prompts/Limits.tsx'
import { Pairs } from '../../parts/prompts/Pairs.tsx'
import { Preview } from '../../parts/prompts/Preview.tsx'
import { PromptHead } from '../../parts/prompts/PromptHead.tsx'
import { Scales } from '../../parts/prompts/Scales.tsx'
import { Variants } from '../../parts/prompts/Variants.tsx'
import { Wordings } from '../../parts/prompts/Wordings.tsx'
import { WouldAskPanel } from '../../parts/prompts/WouldAskPanel.tsx'
import { fetchPrompt } from '../../prompts-api.ts'
import type { Tagged } from '../../request.ts'
import { useSignedOut } from '../../signed-out.ts'
import { relativeTime } from '../../when.ts'

interface Props {
  project: ProjectListItem
  prompt: string
  onSignedOut: () => void
}

/** One prompt: written on the left, seen on the right. */
export function PromptPage({ project, prompt, onSignedOut }: Props): VNode | null {
  const loaded = useLoading(`prompt ${project.id}/${prompt}`, async (signal) => {
    const [state, journeys] = await Promise.all([
      fetchPrompt(project.id, prompt, signal),
      fetchJourneys(project.id, signal).then(({ body }) => body.journeys),
    ])
    return { state, journeys }
  })
  useSignedOut(loaded.error, onSignedOut)
  if (loaded.error !== null) return <Failure error={loaded.error} onRetry={loaded.reload} />
  if (loaded.data === null) return loaded.isSlow ? <Lines n={4} /> : null
  return <Editor project={project} loaded={loaded.data.state} journeys={loaded.data.journeys} />
}

interface EditorProps {
  project: ProjectListItem
  loaded: Tagged<PromptState>
  journeys: JourneyConfig[]
}

function Editor({ project, loaded, journeys }: EditorProps): VNode {
  const editing = usePrompt(project.id, loaded)
  const { prompt, state, theirs, change } = editing
  const [locale, setLocale] = useState('default')
  const [chosen, setChosen] = useState('')
  const wordings = wordingChoices(prompt)
  const wording = (wordings.find(({ id }) => id === chosen) ?? wordings[0])?.id ?? ''
  /** The prompt with the words of the chosen wording: whatever edits words edits those. */
  const worded = withWordsOf(prompt, wording)
  const changeWorded = (next: PromptDocument): void => change(withWordsOf(next, wording))
  const faults = placedFaults(state.checks, editing.error)
  const place = nameOfPlace(prompt.step, journeys)
  const heading = usePage(`Prompt at ${place}`)
  return (
    <div class="prompt-page">
      <PromptHead project={project} editing={editing} place={place} heading={heading} />
      {theirs !== null && (
        <Conflict
          said={`${theirs.state.updated_by || 'Somebody'} changed it ${agoOf(theirs.state.updated_at)}.`}
          clashes={theirs.clashes}
          onMine={editing.keepMine}
          onTheirs={editing.takeTheirs}
        />
      )}
      <div class="writing">
        <form class="prompt-form" onSubmit={(event) => event.preventDefault()}>
          <Asking {...{ project, prompt, state, journeys, faults }} onChange={change} />
          <Pairs {...{ project, prompt, journeys, faults }} onChange={change} />
          <Variants {...{ prompt, faults }} chosen={wording} onChoose={setChosen} onChange={change}>
            <Wordings key={wording} prompt={worded} locale={locale} onLocale={setLocale} onChange={changeWorded} />
          </Variants>
          <Scales prompt={prompt} onChange={change} />
          <FollowUps key={wording} prompt={worded} locale={locale} onChange={changeWorded} />
          <Limits prompt={prompt} zone={project.zone} onChange={change} />
        </form>
        <aside class="seeing">
          <Preview
            project={project}
            prompt={worded}
            locale={locale}
            onLocale={setLocale}
            wordings={wordings}
            wording={wording}
            onWording={setChosen}
          />
        </aside>
        <div class="try-outs">
          <DryRunPanel project={project.id} prompt={prompt} flush={editing.flush} />
          <WouldAskPanel project={project.id} prompt={state.id} flush={editing.flush} />
        </div>
      </div>
    </div>
  )
}

const agoOf = (at: string | null): string => (at === null ? 'meanwhile' : relativeTime(new Date(at), new Date()))
