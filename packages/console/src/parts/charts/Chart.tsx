import type { ComponentChildren, VNode } from 'preact'
import { useRef } from 'preact/hooks'

import { DataTable, type TableData } from './DataTable.tsx'
import { Downloads } from './Downloads.tsx'
import { useWidth } from './use-width.ts'

interface Props {
  /** What is to be seen, e.g. `Net feel by week`; the caption, and the name of what is downloaded. */
  title: string
  /** How to read it, in a sentence. */
  hint?: string
  /** The same in words for whoever cannot see it: what stands out, not every value. */
  spoken: string
  /** The days and how many people it is made of, e.g. `1 to 30 November 2026 · 412 answers`: stands in what is downloaded. */
  made: string
  /** Every value that is drawn. */
  table: TableData
  /** Draws it for a width in pixels; null where there is nothing to draw yet. */
  draw: (width: number) => { height: number; marks: ComponentChildren } | null
}

/** One chart with its caption, in words, as a picture, as a table and to take along: nobody has to read colours or be able to see. */
export function Chart({ title, hint, spoken, made, table, draw }: Props): VNode {
  const figure = useRef<HTMLElement>(null)
  const frame = useRef<HTMLDivElement>(null)
  const width = useWidth(frame)
  const drawn = width > 0 ? draw(width) : null
  return (
    <figure class="chart" ref={figure}>
      <figcaption>
        <strong>{title}</strong>
        {hint !== undefined && <span class="hint">{hint}</span>}
      </figcaption>
      <div class="chart-frame" ref={frame}>
        {drawn !== null && (
          <svg
            width={width}
            height={drawn.height}
            viewBox={`0 0 ${width} ${drawn.height}`}
            preserveAspectRatio="xMinYMid"
            role="img"
            aria-label={`${title}. ${spoken}`}
          >
            {drawn.marks}
          </svg>
        )}
      </div>
      <DataTable name={title} data={table} />
      <Downloads
        {...{ title, hint, spoken, made }}
        drawing={async (use) => {
          const svg = frame.current?.querySelector('svg') ?? null
          return svg === null ? null : await use(svg)
        }}
        table={() => figure.current?.querySelector('table')}
      />
    </figure>
  )
}
