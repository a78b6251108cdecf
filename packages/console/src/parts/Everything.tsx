import type { VNode } from 'preact'

import { exportPath } from '../project-api.ts'

interface Props {
  /** Its id. */
  project: string
  isOwner: boolean
  /** Whom to ask for it. */
  owners: string
}

/** Everything that there is of a project, to take along. */
export function Everything({ project, isOwner, owners }: Props): VNode {
  return (
    <section class="part" aria-labelledby="everything">
      <h2 id="everything">Everything you have</h2>
      <p class="hint">One file with all of it, line by line as JSON, for another program or for your own keeping:</p>
      <ul class="contents">
        <li>the journeys, prompts and settings, and every wording that was ever asked</li>
        <li>every answer with its words, every visit with an answer, and every count</li>
        <li>who is a member, and the history of what they changed</li>
      </ul>
      <p class="hint">
        No password, link or token is in it. It comes while it is read, so your browser cannot say how long it takes: an
        answer is less than a kilobyte, 10,000 of them some megabytes.
      </p>
      {isOwner ? (
        <p class="buttons">
          <a class="button quiet" href={exportPath(project)} download="">
            Download everything
          </a>
        </p>
      ) : (
        <p>
          Only owners take everything along, because it holds what people wrote and who they are here. Ask {owners}.
        </p>
      )}
    </section>
  )
}
