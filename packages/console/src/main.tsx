import { render } from 'preact'

import { signIn } from './api.ts'
import { App } from './App.tsx'
import { Lazy } from './parts/Lazy.tsx'
import { isLinkPath, joinSecret, linkSecret, signInProblem, signInSecret, stayWithLink } from './route.ts'
import { tellSignInProblem } from './sign-in-problem.ts'

/** A link's secret leaves the address before anything else happens, so that no history or screenshot keeps it. */
const secret = signInSecret(location.hash)
const problem = signInProblem(location.hash)
const invitation = joinSecret(location.pathname, location.hash)
const isByLink = isLinkPath(location.pathname)
const link = isByLink ? linkSecret(location.hash) : null
if (secret !== null || problem !== null || invitation !== null || link !== null)
  history.replaceState(null, '', location.pathname + location.search)
const signInFailure =
  secret === null
    ? problem && tellSignInProblem(problem)
    : await signIn({ secret }).then(
        () => null,
        (error: Error) => `That sign-in link did not work: ${error.message}`,
      )

const root = document.getElementById('console')
const loadShared = () => import('./pages/Shared.tsx').then(({ Shared }) => Shared)
if (isByLink) stayWithLink()
if (root !== null)
  render(
    isByLink ? (
      <Lazy name="shared" load={loadShared} props={{ secret: link }} />
    ) : (
      <App problem={signInFailure} invitation={invitation} />
    ),
    root,
  )

// Such a link, followed in a tab that is here already, changes the fragment alone.
addEventListener('hashchange', () => {
  const isLink = isLinkPath(location.pathname) && linkSecret(location.hash) !== null
  if (isLink || signInSecret(location.hash) !== null || joinSecret(location.pathname, location.hash) !== null)
    location.reload()
})
