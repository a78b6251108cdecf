import type { JourneyConfig, ProjectListItem, PromptListItem } from '@attune/protocol'
import type { VNode } from 'preact'

import { idOf } from '../../configure/place.ts'
import { standingOf } from '../../configure/standing.ts'
import { nameOfPlace, placesIn } from '../../configure/steps-of.ts'
import { useLoading, usePage } from '../../hooks.ts'
import { fetchJourneys } from '../../journeys-api.ts'
import { EmptyLine } from '../../parts/EmptyLine.tsx'
import { Failure } from '../../parts/Failure.tsx'
import { Lines } from '../../parts/Lines.tsx'
import { fetchPrompts } from '../../prompts-api.ts'
import { hrefOf } from '../../route.ts'
import { useSignedOut } from '../../signed-out.ts'
import { relativeTime } from '../../when.ts'

interface Props {
  project: ProjectListItem
  onSignedOut: () => void
}

/** Every prompt, by the step that it asks about. */
export function PromptList({ project, onSignedOut }: Props): VNode | null {
  const heading = usePage(`Prompts of ${project.name}`)
  const all = useLoading(`prompts ${project.id}`, async (signal) => {
    const [prompts, journeys] = await Promise.all([
      fetchPrompts(project.id, signal),
      fetchJourneys(project.id, signal).then(({ body }) => body.journeys),
    ])
    return { prompts, journeys }
  })
  useSignedOut(all.error, onSignedOut)
  if (all.error !== null) return <Failure error={all.error} onRetry={all.reload} />
  if (all.data === null) return all.isSlow ? <Lines /> : null
  const { prompts, journeys } = all.data
  const to = (id: string | null): string => hrefOf({ page: 'configure', project: project.id, section: 'prompts', id })
  return (
    <>
      <header class="title-row">
        <h1 ref={heading} tabIndex={-1}>
          Prompts
        </h1>
        {prompts.length > 0 && journeys.length > 0 && (
          <a class="button" href={to(idOf({ view: 'new', about: '' }))}>
            New prompt
          </a>
        )}
      </header>
      {journeys.length === 0 ? (
        <EmptyLine>
          <p>A prompt asks how a step of a journey felt. So first, say which steps people take.</p>
          <a
            class="button"
            href={hrefOf({
              page: 'configure',
              project: project.id,
              section: 'journeys',
              id: idOf({ view: 'new', about: '' }),
            })}
          >
            Name your first journey
          </a>
        </EmptyLine>
      ) : prompts.length === 0 ? (
        <EmptyLine>
          <p>Nobody is asked anything yet. A prompt is one question at one moment, and the tap of one face.</p>
          <a class="button" href={to(idOf({ view: 'new', about: '' }))}>
            Write the first prompt
          </a>
        </EmptyLine>
      ) : (
        groupsOf(prompts, journeys).map(({ ref, name, journey, asked }) => (
          <section key={ref} class="prompt-group" aria-labelledby={`at-${ref}`}>
            <h2 id={`at-${ref}`}>
              {name} <span class="hint">{journey}</span>
            </h2>
            <ul>
              {asked.map((prompt) => (
                <Row key={prompt.id} prompt={prompt} href={to(prompt.id)} />
              ))}
            </ul>
          </section>
        ))
      )}
    </>
  )
}

function Row({ prompt, href }: { prompt: PromptListItem; href: string }): VNode {
  const { question, id, status, has_draft: hasDraft, version, updated_at: at, updated_by: by } = prompt
  return (
    <li class={`prompt-row ${status}`}>
      <a class="words" href={href}>
        <q>{question === '' ? id : question}</q>
      </a>
      <p class="context">
        <span class="standing">{standingOf(prompt)}</span>
        {hasDraft && version !== null && <span class="draft-mark">A draft waits</span>}
        {at !== null && (
          <span>
            {relativeTime(new Date(at), new Date())}
            {by !== '' && ` by ${by}`}
          </span>
        )}
      </p>
    </li>
  )
}

interface Group {
  ref: string
  name: string
  journey: string
  asked: PromptListItem[]
}

/** By step, in the order that people come to them; what is asked nowhere any more comes last. */
function groupsOf(prompts: PromptListItem[], journeys: JourneyConfig[]): Group[] {
  const order = placesIn(journeys).map(({ ref }) => ref)
  const rank = (ref: string): number => (order.includes(ref) ? order.indexOf(ref) : order.length)
  const refs = [...new Set(prompts.map(({ step }) => step))].toSorted((a, b) => rank(a) - rank(b))
  return refs.map((ref) => ({
    ref,
    name: nameOfPlace(ref, journeys),
    journey: ref.includes('/') ? nameOfPlace(ref.split('/')[0] ?? '', journeys) : 'as a whole',
    asked: prompts.filter(({ step }) => step === ref),
  }))
}
