import type { VNode } from 'preact'

/** The shape of a list of rows while it is on its way. @param isSlow Nothing is shown before: most answers are quicker. */
export function RowsSkeleton({ title, isSlow }: { title: string; isSlow: boolean }): VNode {
  return (
    <>
      <header class="page-head">
        <h1>{title}</h1>
      </header>
      {isSlow && (
        <div class="rows" role="status">
          <span class="unseen">Loading</span>
          {[0, 1, 2].map((key) => (
            <div key={key} class="row">
              <div class="bone bone-name" />
            </div>
          ))}
        </div>
      )}
    </>
  )
}
