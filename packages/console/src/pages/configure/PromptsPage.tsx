import type { VNode } from 'preact'

import { placeOf } from '../../configure/place.ts'
import { NotFound } from '../NotFound.tsx'
import type { SectionProps } from './Configure.tsx'
import { NewPrompt } from './NewPrompt.tsx'
import { PromptList } from './PromptList.tsx'
import { PromptPage } from './PromptPage.tsx'
import { VersionsPage } from './VersionsPage.tsx'

/** What is asked: all prompts, a new one, one of them, or what it has said before. */
export function PromptsPage({ project, id, onSignedOut }: SectionProps): VNode {
  const place = placeOf(id)
  const around = { project, onSignedOut }
  if (place.view === 'list') return <PromptList {...around} />
  if (place.view === 'new') return <NewPrompt {...around} about={place.about} />
  if (place.view === 'versions') return <VersionsPage {...around} prompt={place.id} />
  return place.view === 'edit' ? <PromptPage {...around} prompt={place.id} /> : <NotFound />
}
