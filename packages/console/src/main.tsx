import { render } from 'preact'

import { signIn } from './api.ts'
import { App } from './App.tsx'
import { signInSecret } from './route.ts'

/** A sign-in link's secret leaves the address before anything else happens, so that no history or screenshot keeps it. */
const secret = signInSecret(location.hash)
if (secret !== null) history.replaceState(null, '', location.pathname + location.search)
const linkProblem =
  secret === null
    ? null
    : await signIn({ secret }).then(
        () => null,
        (error: Error) => error.message,
      )

const root = document.getElementById('console')
if (root !== null) render(<App linkProblem={linkProblem} />, root)
