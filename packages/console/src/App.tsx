import type { VNode } from 'preact'

import { fetchMe, fetchProjects } from './api.ts'
import { useLoading, useRoute } from './hooks.ts'
import { Account } from './pages/Account.tsx'
import { Home } from './pages/Home.tsx'
import { Join } from './pages/Join.tsx'
import { Journey } from './pages/Journey.tsx'
import { NewProject } from './pages/NewProject.tsx'
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
    return <Join secret={invitation} me={isSignedOut ? null : (who.data?.me ?? null)} onChanged={who.reload} />
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
        {route.page === 'new' && <NewProject onMade={who.reload} />}
        {route.page === 'account' && <Account me={me} onSignedOut={leave} onChanged={who.reload} />}
        {route.page === 'configure' && (
          <Lazy
            name="configure"
            load={loadConfigure}
            props={{ route, projects, onSignedOut: leave, onChanged: leave }}
          />
        )}
        {(route.page === 'journey' || route.page === 'step') && (
          <Journey key={`${route.project}/${route.journey}`} route={route} projects={projects} onSignedOut={leave} />
        )}
      </main>
    </>
  )
}

/** Seldom is a project about to go. */
const loadLeaving = () => import('./parts/Leaving.tsx').then(({ Leaving }) => Leaving)
/** What is configured is nothing for the many who only look: it is fetched by who goes there. */
const loadConfigure = () => import('./pages/configure/Configure.tsx').then(({ Configure }) => Configure)
