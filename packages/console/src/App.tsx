import type { VNode } from 'preact'

import { fetchMe, fetchProjects } from './api.ts'
import { useLoading, useRoute } from './hooks.ts'
import { Home } from './pages/Home.tsx'
import { Journey } from './pages/Journey.tsx'
import { NotFound } from './pages/NotFound.tsx'
import { SignIn } from './pages/SignIn.tsx'
import { Failure } from './parts/Failure.tsx'
import { Lazy } from './parts/Lazy.tsx'
import { Skeleton } from './parts/Skeleton.tsx'
import { TopBar } from './parts/TopBar.tsx'

interface Props {
  /** Why the sign-in that the address speaks of did not work; null where it speaks of none or it did. */
  problem: string | null
  /** The secret of the invitation that was followed here; null where there was none. */
  invitation: string | null
}

/** The console: who is here, what they may see, and the page that the address names. */
export function App({ problem, invitation }: Props): VNode {
  const route = useRoute()
  const who = useLoading('who', async (signal) => {
    const [me, projects] = await Promise.all([fetchMe(signal), fetchProjects(signal)])
    return { me, projects }
  })
  const leave = (): void => void who.reload()

  const isSignedOut = who.error?.code === 'signed_out'
  if (route.page === 'join' && (who.data !== null || who.error !== null)) {
    const props = { secret: invitation, me: isSignedOut ? null : (who.data?.me ?? null), onChanged: who.reload }
    return <Lazy name="join" load={loadJoin} props={props} />
  }
  if (isSignedOut) return <SignIn problem={problem} onSignedIn={() => void who.reload()} />
  if (who.data === null) {
    return (
      <main id="main" class="page">
        {who.error !== null ? <Failure error={who.error} onRetry={who.reload} /> : who.isSlow ? <Skeleton /> : null}
      </main>
    )
  }
  const { me, projects } = who.data
  const leaving = 'project' in route && projects.find(({ id, delete_after }) => id === route.project && delete_after)
  return (
    <>
      <a class="skip" href="#main">
        Skip to the content
      </a>
      <TopBar me={me} projects={projects} route={route} onSignedOut={leave} />
      <main id="main" class="page" tabIndex={-1}>
        {leaving && <Lazy name="leaving" load={loadLeaving} props={{ project: leaving, me, onKept: who.reload }} />}
        {route.page === 'home' && <Home projects={projects} />}
        {route.page === 'unknown' && <NotFound />}
        {route.page === 'new' && <Lazy name="new" load={loadNewProject} props={{ onMade: who.reload }} />}
        {route.page === 'account' && (
          <Lazy name="account" load={loadAccount} props={{ me, onSignedOut: leave, onChanged: who.reload }} />
        )}
        {route.page === 'configure' && (
          <Lazy
            name="configure"
            load={loadConfigure}
            props={{ route, projects, onSignedOut: leave, onChanged: leave }}
          />
        )}
        {route.page === 'analyse' && (
          <Lazy name="analyse" load={loadAnalyse} props={{ route, projects, onSignedOut: leave }} />
        )}
        {(route.page === 'journey' || route.page === 'step') && (
          <Journey key={`${route.project}/${route.journey}`} route={route} projects={projects} onSignedOut={leave} />
        )}
      </main>
    </>
  )
}

/** Whoever only looks waits for none of these: each is fetched by who goes there. */
const loadLeaving = () => import('./parts/Leaving.tsx').then(({ Leaving }) => Leaving)
const loadConfigure = () => import('./pages/configure/Configure.tsx').then(({ Configure }) => Configure)
const loadAnalyse = () => import('./pages/analyse/Analyse.tsx').then(({ Analyse }) => Analyse)
const loadJoin = () => import('./pages/Join.tsx').then(({ Join }) => Join)
const loadNewProject = () => import('./pages/NewProject.tsx').then(({ NewProject }) => NewProject)
const loadAccount = () => import('./pages/Account.tsx').then(({ Account }) => Account)
