import '../../styles/analyse.css'
import type { ProjectListItem } from '@attune/protocol'
import type { VNode } from 'preact'

import { AboutContext } from '../../parts/charts/about.ts'
import { JourneyNav } from '../../parts/JourneyNav.tsx'
import type { Analysis, Route } from '../../route.ts'
import { NotFound } from '../NotFound.tsx'
import { ComparePage } from './ComparePage.tsx'
import { DeliveryPage } from './DeliveryPage.tsx'
import { DoingPage } from './DoingPage.tsx'
import { DriversPage } from './DriversPage.tsx'
import { ReportPage } from './ReportPage.tsx'
import { VoicesPage } from './VoicesPage.tsx'

/** What every way to look at a journey is given. */
export interface AnalysisProps {
  project: ProjectListItem
  journey: { id: string; name: string }
  /** What is asked for, as it stands in the address. */
  search: URLSearchParams
  onSignedOut: () => void
}

interface Props {
  route: Extract<Route, { page: 'analyse' }>
  projects: ProjectListItem[]
  onSignedOut: () => void
}

/** What people felt at a journey, looked at in one of several ways; its state is the address, so that a view can be sent to a colleague. */
export function Analyse({ route, projects, onSignedOut }: Props): VNode {
  const project = projects.find(({ id }) => id === route.project)
  const journey = project?.journeys.find(({ id }) => id === route.journey)
  if (!project || !journey) return <NotFound />
  const Page = PAGES[route.view]
  const search = new URLSearchParams(route.search)
  return (
    <AboutContext.Provider value={{ project, journey }}>
      <JourneyNav project={project.id} journey={journey.id} current={route.view} />
      <Page key={`${project.id}/${journey.id}`} {...{ project, journey, search, onSignedOut }} />
    </AboutContext.Provider>
  )
}

const PAGES: Record<Analysis, (props: AnalysisProps) => VNode | null> = {
  voices: VoicesPage,
  compare: ComparePage,
  drivers: DriversPage,
  doing: DoingPage,
  delivery: DeliveryPage,
  report: ReportPage,
}
