import '../../styles/configuring.css'
import type { ProjectListItem } from '@attune/protocol'
import type { VNode } from 'preact'

import { hrefOf, type Route, type Section, SECTIONS } from '../../route.ts'
import { NotFound } from '../NotFound.tsx'
import { AuditPage } from './AuditPage.tsx'
import { JourneysPage } from './JourneysPage.tsx'
import { PeoplePage } from './PeoplePage.tsx'
import { ProjectPage } from './ProjectPage.tsx'
import { PromptsPage } from './PromptsPage.tsx'
import { RespectPage } from './RespectPage.tsx'
import { TokensPage } from './TokensPage.tsx'

/** What every page of a section is given. */
export interface SectionProps {
  project: ProjectListItem
  /** What of the section is looked at, e.g. one prompt; null for all. */
  id: string | null
  onSignedOut: () => void
  /** What is known of the project everywhere else has changed. */
  onChanged: () => void
}

interface Props {
  route: Extract<Route, { page: 'configure' }>
  projects: ProjectListItem[]
  onSignedOut: () => void
  onChanged: () => void
}

/** Everything that a team configures of a project, one section at a time. */
export function Configure({ route, projects, onSignedOut, onChanged }: Props): VNode {
  const project = projects.find(({ id }) => id === route.project)
  if (!project) return <NotFound />
  const Page = PAGES[route.section]
  return (
    <div class="configure">
      <nav class="sections" aria-label={`Configure ${project.name}`}>
        <ul>
          {SECTIONS.map((section) => (
            <li key={section}>
              <a
                href={hrefOf({ page: 'configure', project: project.id, section, id: null })}
                {...(section === route.section && { 'aria-current': 'page' as const })}
              >
                {NAMES[section]}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <div class="section">
        <Page key={`${project.id}/${route.id ?? ''}`} id={route.id} {...{ project, onSignedOut, onChanged }} />
      </div>
    </div>
  )
}

const PAGES: Record<Section, (props: SectionProps) => VNode | null> = {
  journeys: JourneysPage,
  prompts: PromptsPage,
  respect: RespectPage,
  people: PeoplePage,
  tokens: TokensPage,
  project: ProjectPage,
  audit: AuditPage,
}

const NAMES: Record<Section, string> = {
  journeys: 'Journeys',
  prompts: 'Prompts',
  respect: 'Respect',
  people: 'People',
  tokens: 'Tokens',
  project: 'Project',
  audit: 'History',
}
