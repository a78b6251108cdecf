import type { ProjectSettings } from '@attune/protocol'
import type { VNode } from 'preact'

import { fetchMembers } from '../../access-api.ts'
import { fetchMe } from '../../api.ts'
import { useLoading, usePage } from '../../hooks.ts'
import { Failure } from '../../parts/Failure.tsx'
import { RowsSkeleton } from '../../parts/RowsSkeleton.tsx'
import { fetchSettings } from '../../project-api.ts'
import type { Tagged } from '../../request.ts'
import { ownersOf } from '../../roles.ts'
import { useSignedOut } from '../../signed-out.ts'
import type { SectionProps } from './Configure.tsx'
import { ProjectEditor } from './ProjectEditor.tsx'

interface Loaded {
  settings: Tagged<ProjectSettings>
  /** Null: who looks may change it. Otherwise whom to ask. */
  ask: string | null
}

/** What is said of a project itself. */
export function ProjectPage({ project, onSignedOut }: SectionProps): VNode {
  const heading = usePage(`Project of ${project.name}`)
  const loaded = useLoading(`project ${project.id}`, (signal) => load(project.id, signal))
  useSignedOut(loaded.error, onSignedOut)
  if (loaded.data === null) {
    return loaded.error !== null ? (
      <Failure error={loaded.error} onRetry={loaded.reload} />
    ) : (
      <RowsSkeleton title="Project" isSlow={loaded.isSlow} />
    )
  }
  const { settings, ask } = loaded.data
  return (
    <>
      <header class="page-head">
        <h1 ref={heading} tabIndex={-1}>
          Project
        </h1>
        {ask !== null && <p class="lead">You may look at this and not change it. Owners and editors may: ask {ask}.</p>}
      </header>
      <ProjectEditor id={project.id} first={settings} mayChange={ask === null} />
    </>
  )
}

async function load(project: string, signal: AbortSignal): Promise<Loaded> {
  const [settings, me, members] = await Promise.all([
    fetchSettings(project, signal),
    fetchMe(signal),
    fetchMembers(project, signal),
  ])
  const role = members.find(({ person }) => person === me.id)?.role
  return { settings, ask: role === 'owner' || role === 'editor' ? null : ownersOf(members) }
}
