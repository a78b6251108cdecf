import { render } from 'preact'

import { signIn } from './api.ts'
import { App } from './App.tsx'
import { joinSecret, signInProblem, signInSecret } from './route.ts'
import { tellSignInProblem } from './sign-in-problem.ts'

/** A link's secret leaves the address before anything else happens, so that no history or screenshot keeps it. */
const secret = signInSecret(location.hash)
const problem = signInProblem(location.hash)
const invitation = joinSecret(location.pathname, location.hash)
if (secret !== null || problem !== null || invitation !== null)
  history.replaceState(null, '', location.pathname + location.search)
const signInFailure =
  secret === null
    ? problem && tellSignInProblem(problem)
    : await signIn({ secret }).then(
        () => null,
        (error: Error) => `That sign-in link did not work: ${error.message}`,
      )

const root = document.getElementById('console')
if (root !== null) render(<App problem={signInFailure} invitation={invitation} />, root)

// Such a link, followed in a tab that is here already, changes the fragment alone.
addEventListener('hashchange', () => {
  if (signInSecret(location.hash) !== null || joinSecret(location.pathname, location.hash) !== null) location.reload()
})
