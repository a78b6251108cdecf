import type { VNode } from 'preact'

import type { PagesOfStep } from '../../configure/recent-pages.ts'

interface Props {
  pages: PagesOfStep
  /** One of the pages that are no step is to be this one. */
  onAdd: (path: string) => void
}

/** What the addresses of a step come to: the pages, of those where people answered lately, at which it stands. */
export function RecentPages({ pages: { here, taken, free }, onAdd }: Props): VNode | null {
  if (here.length + taken.length + free.length === 0) return null
  return (
    <div class="recent-pages">
      <p class="hint" role="status">
        {here.length > 0
          ? `Of the pages where people answered lately, it stands at ${listed(here)}.`
          : 'It stands at none of the pages where people answered lately.'}
        {taken.length > 0 &&
          ` It would match ${listed(taken.map(({ path }) => path))}, too, which ${taken[0]?.by || 'a step before it'} has already: of several steps the first one counts.`}
      </p>
      {free.length > 0 && (
        <p class="hint">
          No step yet:{' '}
          {free.slice(0, MOST).map((path) => (
            <button key={path} type="button" class="adder" title={`Notice it at ${path}`} onClick={() => onAdd(path)}>
              {path}
            </button>
          ))}
          {free.length > MOST && ` and ${free.length - MOST} more`}
        </p>
      )}
    </div>
  )
}

function listed(paths: readonly string[]): string {
  const rest = paths.length - MOST
  return `${paths.slice(0, MOST).join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`
}

const MOST = 6
