import type { ProjectListItem } from '@attune/protocol'
import type { VNode } from 'preact'
import { useState } from 'preact/hooks'

import { nameOfPlace, placesIn } from '../../configure/steps-of.ts'
import { promptFrom, type Template, TEMPLATES } from '../../configure/templates.ts'
import { navigate, useLoading, usePage } from '../../hooks.ts'
import { fetchJourneys } from '../../journeys-api.ts'
import { Failure } from '../../parts/Failure.tsx'
import { Lines } from '../../parts/Lines.tsx'
import { StepSelect } from '../../parts/prompts/StepSelect.tsx'
import { fetchPrompts, saveDraft } from '../../prompts-api.ts'
import { sentenceOf } from '../../request.ts'
import { hrefOf } from '../../route.ts'
import { useSignedOut } from '../../signed-out.ts'

interface Props {
  project: ProjectListItem
  /** `checkout/payment`; `''` where it is not chosen yet. */
  about: string
  onSignedOut: () => void
}

/** A moment is chosen, and a draft with good words is there to be changed. */
export function NewPrompt({ project, about, onSignedOut }: Props): VNode | null {
  const heading = usePage('New prompt')
  const around = useLoading(`around ${project.id}`, async (signal) => {
    const [prompts, journeys] = await Promise.all([
      fetchPrompts(project.id, signal),
      fetchJourneys(project.id, signal).then(({ body }) => body.journeys),
    ])
    return { taken: prompts.map(({ id }) => id), journeys }
  })
  useSignedOut(around.error, onSignedOut)
  const [chosen, setChosen] = useState(about)
  const [problem, setProblem] = useState('')
  const [isBusy, setBusy] = useState(false)
  if (around.error !== null) return <Failure error={around.error} onRetry={around.reload} />
  if (around.data === null) return around.isSlow ? <Lines n={5} /> : null
  const { journeys, taken } = around.data
  const step = chosen || (placesIn(journeys)[0]?.ref ?? '')

  const begin = (template: Template): void => {
    const draft = promptFrom(template, step, taken)
    setBusy(true)
    saveDraft(project.id, draft, 'new').then(
      () => navigate(hrefOf({ page: 'configure', project: project.id, section: 'prompts', id: draft.id }), true),
      (error: unknown) => {
        setBusy(false)
        setProblem(sentenceOf(error))
      },
    )
  }
  return (
    <>
      <nav class="crumbs" aria-label="Prompts">
        <a href={hrefOf({ page: 'configure', project: project.id, section: 'prompts', id: null })}>← Prompts</a>
      </nav>
      <header class="title-row">
        <h1 ref={heading} tabIndex={-1}>
          When do you want to ask?
        </h1>
      </header>
      <div class="sentence about">
        <label>
          About the step <StepSelect value={step} journeys={journeys} onChange={setChosen} />
        </label>
      </div>
      <div role="alert">{problem !== '' && <p class="field-error">{problem}</p>}</div>
      <ul class="templates">
        {TEMPLATES.map((template) => (
          <li key={template.id}>
            <button type="button" class="template" disabled={isBusy} onClick={() => begin(template)}>
              <span class="template-name">{template.name}</span>
              <q class="words">{template.prompt.wording.default.question}</q>
              <span class="hint">{template.when}</span>
            </button>
          </li>
        ))}
      </ul>
      <p class="hint">
        Every word can be changed. Nobody is asked anything about {nameOfPlace(step, journeys)} before you publish.
      </p>
    </>
  )
}
