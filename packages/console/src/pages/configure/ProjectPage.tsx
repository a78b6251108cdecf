import type { ProjectSettings } from '@attune/protocol'
import type { VNode } from 'preact'

import { fetchMembers } from '../../access-api.ts'
import { fetchMe } from '../../api.ts'
import { useLoading, usePage } from '../../hooks.ts'
import { DeleteProject } from '../../parts/DeleteProject.tsx'
import { Everything } from '../../parts/Everything.tsx'
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
  mayChange: boolean
  isOwner: boolean
  /** Whom to ask for what one may not do oneself. */
  owners: string
}

/** What is said of a project itself. */
export function ProjectPage({ project, onSignedOut, onChanged }: SectionProps): VNode {
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
  const { settings, mayChange, isOwner, owners } = loaded.data
  return (
    <>
      <header class="page-head">
        <h1 ref={heading} tabIndex={-1}>
          Project
        </h1>
        {!mayChange && (
          <p class="lead">You may look at this and not change it. Owners and editors may: ask {owners}.</p>
        )}
      </header>
      <ProjectEditor id={project.id} first={settings} mayChange={mayChange} />
      <Everything project={project.id} isOwner={isOwner} owners={owners} />
      <DeleteProject project={project} isOwner={isOwner} owners={owners} onChanged={onChanged} />
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
  const isOwner = role === 'owner'
  return { settings, mayChange: isOwner || role === 'editor', isOwner, owners: ownersOf(members) }
}
