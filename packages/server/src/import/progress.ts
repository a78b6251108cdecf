import { Presets, SingleBar } from 'cli-progress'

import type { CommandContext } from '../command.ts'

/** Tells how far an import is. */
export interface Progress {
  report: (now: { bytes: number; bytesRead: number; rows: number; answersAdded: number; answersKnown: number }) => void
  /** May be called twice. */
  end: () => void
}

/** A bar by bytes read where a person is watching; else a plain line at every tenth. */
export function createProgress(
  file: string,
  { isWatched, warn }: Pick<CommandContext, 'isWatched' | 'warn'>,
): Progress {
  return isWatched ? createBar(file) : createLines(file, warn)
}

function createBar(file: string): Progress {
  const bar = new SingleBar(
    {
      format: `${file} {bar} {percentage} % · {rows} rows · {answers} answers · {eta_formatted} left`,
      hideCursor: true,
      clearOnComplete: true,
    },
    Presets.shades_classic,
  )
  return {
    report: ({ bytes, bytesRead, rows, answersAdded, answersKnown }) => {
      const shown = { rows: rows.toLocaleString('en'), answers: (answersAdded + answersKnown).toLocaleString('en') }
      if (bar.isActive) bar.update(bytesRead, shown)
      else bar.start(bytes, bytesRead, shown)
    },
    end: () => bar.stop(),
  }
}

function createLines(file: string, warn: (line: string) => void): Progress {
  let told = 0
  return {
    report: ({ bytes, bytesRead, rows, answersAdded, answersKnown }) => {
      const tenth = Math.floor((bytesRead / bytes) * 10)
      if (tenth <= told) return
      told = tenth
      const answers = (answersAdded + answersKnown).toLocaleString('en')
      warn(`${file}: ${tenth * 10} % read, ${rows.toLocaleString('en')} rows, ${answers} answers`)
    },
    end: () => {},
  }
}
