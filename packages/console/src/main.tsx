import { render } from 'preact'

import { signIn } from './api.ts'
import { App } from './App.tsx'
import { signInProblem, signInSecret } from './route.ts'
import { tellSignInProblem } from './sign-in-problem.ts'

/** A sign-in link's secret leaves the address before anything else happens, so that no history or screenshot keeps it. */
const secret = signInSecret(location.hash)
const problem = signInProblem(location.hash)
if (secret !== null || problem !== null) history.replaceState(null, '', location.pathname + location.search)
const signInFailure =
  secret === null
    ? problem && tellSignInProblem(problem)
    : await signIn({ secret }).then(
        () => null,
        (error: Error) => `That sign-in link did not work: ${error.message}`,
      )

const root = document.getElementById('console')
if (root !== null) render(<App problem={signInFailure} />, root)
