import '../../styles/downloads.css'
import type { VNode } from 'preact'
import { useContext, useState } from 'preact/hooks'

import { AboutContext } from './about.ts'
import { tableAsCsv } from './download-csv.ts'
import { fileName } from './download-name.ts'
import { toPng } from './download-png.ts'
import { type Labels, standalone } from './download-svg.ts'

interface Props extends Pick<Labels, 'title' | 'spoken'> {
  hint?: string | undefined
  /** The days and the people that it is made of. */
  made: string
  /** What is drawn, while it stands in the page; null where nothing is. */
  drawing: (use: (drawn: SVGSVGElement) => Blob | Promise<Blob>) => Promise<Blob | null>
  table: () => HTMLTableElement | null | undefined
}

type Kind = 'png' | 'svg' | 'csv'

/** Takes a chart along: as a picture, as a drawing and as its values. All of it is made in the page. */
export function Downloads({ title, hint, spoken, made, drawing, table }: Props): VNode {
  const about = useContext(AboutContext)
  const [said, setSaid] = useState('')

  const make = async (kind: Kind): Promise<Blob | null> => {
    const rows = table()
    const source = ['Attune', about?.project.name, about?.journey?.name, made].filter(Boolean).join(' · ')
    if (kind === 'csv') return rows ? new Blob([tableAsCsv(rows, source)], { type: 'text/csv;charset=utf-8' }) : null
    return await drawing(async (drawn) => {
      const whole = standalone(drawn, { title, hint, source, spoken })
      return kind === 'png' ? await toPng(whole) : new Blob([whole.svg], { type: 'image/svg+xml' })
    })
  }
  const take = async (kind: Kind): Promise<void> => {
    const name = fileName(about, title, kind)
    const file = await make(kind).catch(() => null)
    if (file !== null) save(file, name)
    setSaid(file === null ? 'This browser could not make that file. Try one of the others.' : `Saved as ${name}`)
  }
  return (
    <div class="downloads" role="group" aria-label={`Download ${title}`}>
      <span aria-hidden="true">Download:</span>
      {KINDS.map(([kind, name]) => (
        <button key={kind} type="button" class="link" onClick={() => void take(kind)}>
          {name}
        </button>
      ))}
      <span role="status">{said}</span>
    </div>
  )
}

function save(file: Blob, name: string): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(file)
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), KEPT_MS)
}

const KINDS: [Kind, string][] = [
  ['png', 'picture (PNG)'],
  ['svg', 'drawing (SVG)'],
  ['csv', 'values (CSV)'],
]
/** A browser may ask where to put it first. */
const KEPT_MS = 60_000
