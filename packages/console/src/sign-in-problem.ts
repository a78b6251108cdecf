import type { SignInProblem } from '@attune/protocol'

/** What to tell somebody whose sign-in with another service led nowhere. The words are ours, whatever the address says. */
export function tellSignInProblem(code: string): string {
  return Object.hasOwn(SENTENCES, code) ? SENTENCES[code as SignInProblem] : SENTENCES.refused
}

const SENTENCES: Record<SignInProblem, string> = {
  cancelled: 'You did not sign in at the other service. Try again, or use your password.',
  expired: 'That sign-in took too long, or was begun in another tab or on another page. Begin again here.',
  unverified: 'The other service does not say that your e-mail is verified. Verify it there, then try again.',
  unknown: 'Nobody here has that e-mail. Ask an owner of your project for an invitation, then sign in again.',
  taken:
    'Whoever has that e-mail here signs in with another account of the other service. If they are you, use your password, or ask who runs Attune to unlink it.',
  refused: 'What the other service answered could not be trusted. Try again; if it stays so, ask who runs Attune.',
  unavailable: 'The other service could not be reached. Try again in a minute, or use your password.',
  too_many: 'Signing in has failed too often from your network. Wait a quarter of an hour, or use your password.',
}
