import type { ProjectListItem, PromptVersionItem } from '@attune/protocol'
import type { VNode } from 'preact'
import { useState } from 'preact/hooks'

import { navigate, useLoading, usePage } from '../../hooks.ts'
import { Failure } from '../../parts/Failure.tsx'
import { Lines } from '../../parts/Lines.tsx'
import { Modal } from '../../parts/Modal.tsx'
import { fetchPrompt, fetchVersions, restoreVersion } from '../../prompts-api.ts'
import { sentenceOf } from '../../request.ts'
import { hrefOf } from '../../route.ts'
import { useSignedOut } from '../../signed-out.ts'
import { absoluteTime } from '../../when.ts'
import { answers } from '../../words.ts'

interface Props {
  project: ProjectListItem
  prompt: string
  onSignedOut: () => void
}

/** What a prompt has said, newest first. Nothing of it is ever lost, and each can be a draft again. */
export function VersionsPage({ project, prompt, onSignedOut }: Props): VNode | null {
  const heading = usePage('Versions')
  const all = useLoading(`versions ${project.id}/${prompt}`, async (signal) => {
    const [versions, state] = await Promise.all([
      fetchVersions(project.id, prompt, signal),
      fetchPrompt(project.id, prompt, signal),
    ])
    return { versions, state }
  })
  useSignedOut(all.error, onSignedOut)
  const [asking, setAsking] = useState<number | null>(null)
  const [problem, setProblem] = useState('')
  if (all.error !== null) return <Failure error={all.error} onRetry={all.reload} />
  if (all.data === null) return all.isSlow ? <Lines n={4} /> : null
  const { versions, state } = all.data
  const href = hrefOf({ page: 'configure', project: project.id, section: 'prompts', id: prompt })

  const restore = (version: number): void => {
    setAsking(null)
    restoreVersion(project.id, prompt, version, state.etag).then(
      () => navigate(href),
      (error: unknown) => {
        setProblem(sentenceOf(error))
        void all.reload()
      },
    )
  }
  return (
    <>
      <nav class="crumbs" aria-label="Prompt">
        <a href={href}>← The prompt</a>
      </nav>
      <header class="title-row">
        <h1 ref={heading} tabIndex={-1}>
          Versions
        </h1>
      </header>
      <div role="alert">{problem !== '' && <p class="field-error">{problem}</p>}</div>
      <ol class="versions">
        {versions.map((item) => (
          <Version
            key={item.version}
            item={item}
            zone={project.zone}
            isCurrent={item.version === state.body.version}
            onRestore={() => (state.body.draft === null ? restore(item.version) : setAsking(item.version))}
          />
        ))}
      </ol>
      {asking !== null && (
        <Modal title="Replace the draft?" onClose={() => setAsking(null)}>
          <p>A draft waits that is not published yet. Version {asking} would take its place.</p>
          <p class="actions">
            <button type="button" class="button" onClick={() => restore(asking)}>
              Replace it
            </button>
            <button type="button" class="button quiet" onClick={() => setAsking(null)}>
              Keep the draft
            </button>
          </p>
        </Modal>
      )}
    </>
  )
}

interface VersionProps {
  item: PromptVersionItem
  zone: string
  isCurrent: boolean
  onRestore: () => void
}

function Version({ item, zone, isCurrent, onRestore }: VersionProps): VNode {
  const { version, content, changes, is_new_series: isSeries, answers: n } = item
  const first = version === 1
  return (
    <li class={isSeries ? 'version series' : 'version'}>
      <h2>
        Version {version} {isCurrent && <span class="standing">what pages ask</span>}
      </h2>
      <p class="words">
        <q>{content.wording.default.question}</q>
      </p>
      <p class="context">
        <span>{absoluteTime(new Date(item.published_at), new Date(), zone)}</span>
        {item.published_by !== '' && <span>by {item.published_by}</span>}
        <span>{answers(n)}</span>
      </p>
      {!first && isSeries && <p class="series-mark">A new series: its answers are not added to the ones before.</p>}
      {changes.length > 0 && (
        <ul class="changes">
          {changes.map(({ place, text }) => (
            <li key={place}>{text}</li>
          ))}
        </ul>
      )}
      {!isCurrent && (
        <button type="button" class="link" onClick={onRestore}>
          Make version {version} the draft
        </button>
      )}
    </li>
  )
}
