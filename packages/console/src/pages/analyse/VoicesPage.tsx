import '../../styles/analyse-voices.css'
import type { JourneyMap, Scale } from '@attune/protocol'
import type { VNode } from 'preact'
import { useEffect } from 'preact/hooks'

import { fetchMap } from '../../api.ts'
import { navigate, useLoading, usePage } from '../../hooks.ts'
import { Failure } from '../../parts/Failure.tsx'
import { Lines } from '../../parts/Lines.tsx'
import { EveryVoice } from '../../parts/voices/EveryVoice.tsx'
import { Filters } from '../../parts/voices/Filters.tsx'
import { OpenTheme } from '../../parts/voices/OpenTheme.tsx'
import { findTheme } from '../../parts/voices/theme-sides.ts'
import { Themes } from '../../parts/voices/Themes.tsx'
import { fetchThemes } from '../../themes-api.ts'
import { createChange, readView } from '../../voices-view.ts'
import { scaleOf } from '../../words.ts'
import type { AnalysisProps } from './Analyse.tsx'

/** What people wrote, and what it is about; each voice opens its moment. */
export function VoicesPage({ project, journey, search, onSignedOut }: AnalysisProps): VNode | null {
  const heading = usePage(`Voices, ${journey.name}`)
  const view = readView(search)
  const map = useLoading(`map of ${project.id}/${journey.id}`, (signal) => fetchMap(project.id, journey.id, signal))
  const isOpen = project.privacy === 'open'
  const { step, contrast, date, origin } = view
  const asked = { project: project.id, journey: journey.id, step, contrast, date, origin }
  // Behind the privacy gate they would be refused.
  const isAsked = isOpen && (contrast !== 'date' || date !== '')
  const themes = useLoading(isAsked ? JSON.stringify(asked) : '', (signal) =>
    isAsked ? fetchThemes(asked, signal) : Promise.resolve(null),
  )
  const isSignedOut = map.error?.code === 'signed_out'
  useEffect(() => {
    if (isSignedOut) onSignedOut()
  }, [isSignedOut, onSignedOut])

  if (map.data === null) {
    if (map.error !== null) return <Failure error={map.error} onRetry={map.reload} />
    return map.isSlow ? <Lines n={4} /> : null
  }
  const { steps } = map.data
  const change = createChange(project.id, journey.id, view)
  const names = new Map(steps.map(({ id, name }) => [id, name]))
  const place = { journey: journey.name, step: step === null ? null : step === '' ? '' : (names.get(step) ?? step) }
  const query = { ...asked, words: view.words, feel: view.feel }
  const onOpen = (voice: string): void => navigate(change({ voice }), true)
  const found = themes.data === null || view.theme === '' ? null : findTheme(themes.data, view.theme)
  const scale = scaleAt(map.data, step)
  const shown = { query, zone: isOpen ? project.zone : null, steps: names, place, opened: view.voice, onOpen }
  const themesPart = (
    <Themes
      key="themes"
      {...{ view, change, place, themes, isOpen }}
      scale={scale ?? 'faces'}
      aMonthAgo={daysAgo(28)}
    />
  )
  const voicesPart =
    found !== null && themes.data !== null ? (
      <OpenTheme key={`theme ${found.theme.term}`} {...found} {...shown} answer={themes.data} closeHref={change({})} />
    ) : (
      <EveryVoice key="voices" {...shown} {...{ view, change }} scale={scale ?? 'faces'} />
    )
  // Down the page of a phone, what was opened comes first.
  return (
    <>
      <header class="page-head">
        <h1 ref={heading} tabIndex={-1}>
          Voices
        </h1>
      </header>
      <Filters {...{ view, change, steps, scale }} journey={journey.name} />
      <div class="voices-page">{found === null ? [themesPart, voicesPart] : [voicesPart, themesPart]}</div>
    </>
  )
}

/** The scale that a step was asked on; of the whole journey, where it is one. */
function scaleAt({ steps }: JourneyMap, step: string | null): Scale | null {
  const scales = new Set(
    steps
      .filter(({ id }) => step === null || id === step)
      .flatMap(({ voices, feel }) => voices[0]?.scale ?? (feel.scores === null ? [] : scaleOf(feel.scores))),
  )
  const [one = 'faces'] = scales
  return scales.size > 1 ? null : one
}

/** A day as `2026-11-23`. */
function daysAgo(days: number): string {
  return new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10)
}
