import '../styles/configuring.css'
import type { Privacy } from '@attune/protocol'
import type { TargetedSubmitEvent, VNode } from 'preact'
import { useMemo, useRef, useState } from 'preact/hooks'

import { useAction } from '../action.ts'
import { navigate, usePage } from '../hooks.ts'
import { Choices } from '../parts/Choices.tsx'
import { Field } from '../parts/Field.tsx'
import { ZoneField } from '../parts/ZoneField.tsx'
import { PRIVACIES } from '../privacy-words.ts'
import { makeProject } from '../project-api.ts'
import { zonesWith } from '../project-draft.ts'
import { hrefOf } from '../route.ts'

/** A project of one's own: its name, its days, and a promise that cannot be taken back once people have answered. */
export function NewProject({ onMade }: { onMade: () => Promise<void> }): VNode {
  const heading = usePage('New project')
  const [zone, setZone] = useState(Intl.DateTimeFormat().resolvedOptions().timeZone)
  const [privacy, setPrivacy] = useState<Privacy>('open')
  const [errors, setErrors] = useState<{ name?: string; zone?: string }>({})
  const zones = useMemo(() => zonesWith('UTC'), [])
  const form = useRef<HTMLFormElement>(null)
  const action = useAction()
  const submit = (event: TargetedSubmitEvent<HTMLFormElement>): void => {
    event.preventDefault()
    const name = String(new FormData(event.currentTarget).get('name')).trim()
    const faults = {
      ...(name === '' ? { name: 'Give the project a name.' } : {}),
      ...(zones.includes(zone) ? {} : { zone: 'Type a city, and choose a zone from the list.' }),
    }
    setErrors(faults)
    const wrong = Object.keys(faults)[0]
    if (wrong !== undefined) form.current?.querySelector<HTMLElement>(`#${wrong}`)?.focus()
    else action.run(() => make(name))
  }
  const make = async (name: string): Promise<void> => {
    const { id } = await makeProject({ name, zone, privacy })
    await onMade()
    navigate(hrefOf({ page: 'configure', project: id, section: 'journeys', id: null }), true)
  }
  return (
    <div class="new-project">
      <header class="page-head">
        <h1 ref={heading} tabIndex={-1}>
          New project
        </h1>
        <p class="lead">A project is one website or app: its journeys, its prompts, and the people who may see them.</p>
      </header>
      <form ref={form} onSubmit={submit} noValidate>
        <Field
          name="name"
          label="Name"
          hint="For example: Web shop."
          maxLength={100}
          autocomplete="off"
          error={errors.name}
        />
        <ZoneField
          zone={zone}
          zones={zones}
          hint="Days and weeks begin at its midnight."
          error={errors.zone}
          onChange={setZone}
        />
        <Choices
          name="privacy"
          legend="What are people promised?"
          hint="They read it before they answer. It can be made stricter later, and never looser for answers already given."
          choices={PRIVACIES}
          chosen={[privacy]}
          onChange={([chosen]) => chosen !== undefined && setPrivacy(chosen)}
        />
        <p class="field-error" role="alert">
          {action.problem}
        </p>
        <p class="buttons">
          <button type="submit" class="button" disabled={action.isBusy}>
            Make the project
          </button>
        </p>
      </form>
    </div>
  )
}
