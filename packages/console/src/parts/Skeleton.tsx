import type { VNode } from 'preact'

/** The shape of the journey map while it is on its way: the same places, nothing that moves. */
export function Skeleton(): VNode {
  return (
    <div class="skeleton" role="status">
      <span class="unseen">Loading</span>
      <div class="bone bone-title" />
      <div class="bone bone-line" />
      <div class="bone-row">
        {[0, 1, 2, 3].map((key) => (
          <div key={key}>
            <div class="bone bone-name" />
            <div class="bone bone-words" />
            <div class="bone bone-bar" />
            <div class="bone bone-line" />
          </div>
        ))}
      </div>
    </div>
  )
}
