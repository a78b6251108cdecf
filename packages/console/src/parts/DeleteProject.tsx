import type { ProjectListItem } from '@attune/protocol'
import type { TargetedSubmitEvent, VNode } from 'preact'
import { useRef, useState } from 'preact/hooks'

import { useAction } from '../action.ts'
import { keepProject, planDeletion } from '../project-api.ts'
import { dateInWords } from '../when.ts'
import { Field } from './Field.tsx'

interface Props {
  project: ProjectListItem
  isOwner: boolean
  /** Whom to ask for it. */
  owners: string
  /** When it goes has changed. */
  onChanged: () => void
}

/** Taking a project away, with a week to change one's mind; or, within that week, keeping it. */
export function DeleteProject({ project, isOwner, owners, onChanged }: Props): VNode {
  const { id, name, delete_after } = project
  return (
    <section class="part" aria-labelledby="delete">
      <h2 id="delete">Delete this project</h2>
      {!isOwner ? (
        <p>Only owners delete a project, or keep one that is to go. Ask {owners}.</p>
      ) : delete_after === null ? (
        <DeleteForm name={name} onDelete={() => planDeletion(id).then(onChanged)} />
      ) : (
        <KeepForm on={dateInWords(new Date(delete_after))} onKeep={() => keepProject(id).then(onChanged)} />
      )}
    </section>
  )
}

function DeleteForm({ name, onDelete }: { name: string; onDelete: () => Promise<unknown> }): VNode {
  const [typed, setTyped] = useState('')
  const [isRefused, setRefused] = useState(false)
  const form = useRef<HTMLFormElement>(null)
  const action = useAction()
  const submit = (event: TargetedSubmitEvent<HTMLFormElement>): void => {
    event.preventDefault()
    const isSaid = typed.trim() === name.trim()
    setRefused(!isSaid)
    if (isSaid) action.run(onDelete)
    else form.current?.querySelector('input')?.focus()
  }
  return (
    <form class="narrow" ref={form} onSubmit={submit}>
      <p>
        All of it goes on <strong>{dateInWords(new Date(Date.now() + WEEK_MS))}</strong>: journeys, prompts, every
        answer and figure. Until then everything can still be read, and one click keeps it. Its pages ask nobody and
        report nothing from now on.
      </p>
      <Field
        name="delete-name"
        label={`Type “${name}” to confirm`}
        hint="So that it is this project and no other."
        autocomplete="off"
        value={typed}
        onInput={setTyped}
        {...(isRefused && { error: `This is not its name. Type “${name}” as it stands here.` })}
      />
      <p class="field-error" role="alert">
        {action.problem}
      </p>
      <p class="buttons">
        <button type="submit" class="button" disabled={action.isBusy}>
          Delete it in a week
        </button>
      </p>
    </form>
  )
}

function KeepForm({ on, onKeep }: { on: string; onKeep: () => Promise<unknown> }): VNode {
  const action = useAction()
  return (
    <>
      <p>
        All of it goes on <strong>{on}</strong>, for good. If you keep it, its pages go on as before, within a minute.
      </p>
      <p class="field-error" role="alert">
        {action.problem}
      </p>
      <p class="buttons">
        <button type="button" class="button" disabled={action.isBusy} onClick={() => action.run(onKeep)}>
          Keep the project
        </button>
      </p>
    </>
  )
}

/** Said before it is done; the service says when it really is. */
const WEEK_MS = 7 * 86_400_000
