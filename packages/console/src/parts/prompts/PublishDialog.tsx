import type { PublishCheck, Published } from '@attune/protocol'
import type { VNode } from 'preact'
import { useState } from 'preact/hooks'

import type { Editing } from '../../configure/use-prompt.ts'
import { publishPrompt } from '../../prompts-api.ts'
import { sentenceOf } from '../../request.ts'
import { Modal } from '../Modal.tsx'

interface Props {
  project: string
  editing: Editing
  onClose: () => void
  onPublished: (published: Published) => void
}

/** What publishing changes, and what speaks against it, before it is done. */
export function PublishDialog({ project, editing, onClose, onPublished }: Props): VNode {
  const { state, seen, settle } = editing
  const [isBusy, setBusy] = useState(false)
  const [problem, setProblem] = useState('')
  const stops = state.checks.filter(({ level }) => level === 'stop')
  const warnings = state.checks.filter(({ level }) => level === 'warn')
  const publish = async (): Promise<void> => {
    setBusy(true)
    try {
      const { body, etag } = await publishPrompt(project, state.id, seen())
      settle({ body, etag })
      onPublished(body)
    } catch (error) {
      setBusy(false)
      setProblem(sentenceOf(error))
    }
  }
  return (
    <Modal title={state.version === null ? 'Publish this prompt?' : 'Publish these changes?'} onClose={onClose}>
      {state.version === null ? (
        <p>It has never been asked before. Pages have it within a minute.</p>
      ) : (
        <ul class="changes">
          {state.changes.map(({ place, text, breaks }) => (
            <li key={place} class={breaks ? 'breaks' : ''}>
              {text}
            </li>
          ))}
        </ul>
      )}
      <Checks title="First, please" kind="stop" checks={stops} />
      <Checks title="Good to know" kind="warn" checks={warnings} />
      <div role="alert">{problem !== '' && <p class="field-error">{problem}</p>}</div>
      <p class="actions">
        <button type="button" class="button" disabled={isBusy || stops.length > 0} onClick={() => void publish()}>
          {state.version === null ? 'Publish' : `Publish version ${state.version + 1}`}
        </button>
        <button type="button" class="button quiet" onClick={onClose}>
          Not yet
        </button>
      </p>
    </Modal>
  )
}

function Checks({
  title,
  kind,
  checks,
}: {
  title: string
  kind: PublishCheck['level']
  checks: PublishCheck[]
}): VNode | null {
  if (checks.length === 0) return null
  return (
    <div class={`checks ${kind}`}>
      <h3>{title}</h3>
      <ul>
        {checks.map(({ code, text }) => (
          <li key={code + text}>{text}</li>
        ))}
      </ul>
    </div>
  )
}
