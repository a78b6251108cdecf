import type { Origin, ThemeContrast, ThemesAnswer, ThemeSide } from '@attune/protocol'

import { ask, plain, projectPath } from './request.ts'
import { plainVoice } from './voices-api.ts'

/** What themes are asked for. */
export interface ThemesQuery {
  project: string
  journey: string
  /** Null: the whole journey; `''`: answers about the journey as a whole. */
  step: string | null
  contrast: ThemeContrast
  /** The first day after, for `contrast: 'date'`. */
  date: string
  origin: Origin | null
}

export function fetchThemes(query: ThemesQuery, signal?: AbortSignal): Promise<ThemesAnswer> {
  const { project, journey, step, contrast, date, origin } = query
  const search = new URLSearchParams({ journey, contrast })
  if (step !== null) search.set('step', step)
  if (contrast === 'date') search.set('date', date)
  if (origin !== null) search.set('origin', origin)
  return ask<ThemesAnswer>('GET', `${projectPath(project)}/themes?${search}`, { signal }).then((answer) => ({
    ...answer,
    sides: answer.sides.map(plainSide),
  }))
}

function plainSide(side: ThemeSide): ThemeSide {
  const themes = side.themes.map((theme) => ({
    ...theme,
    term: plain(theme.term) ?? '',
    name: plain(theme.name) ?? plain(theme.term) ?? '',
    quotes: theme.quotes.map(plainVoice),
    different: theme.different === null ? null : plainVoice(theme.different),
  }))
  return { ...side, themes, voices: side.voices.map(plainVoice) }
}
