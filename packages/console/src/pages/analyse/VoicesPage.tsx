import '../../styles/analyse-voices.css'
import '../../styles/open-theme.css'
import '../../styles/tags.css'
import '../../styles/themes.css'
import type { JourneyMap, Scale, Voice } from '@attune/protocol'
import type { VNode } from 'preact'

import { fetchMap } from '../../api.ts'
import { addDays, todayIn } from '../../days.ts'
import { navigate, useLoading, usePage } from '../../hooks.ts'
import { Failure } from '../../parts/Failure.tsx'
import { Lines } from '../../parts/Lines.tsx'
import { Undo } from '../../parts/Undo.tsx'
import { EveryVoice } from '../../parts/voices/EveryVoice.tsx'
import { Filters } from '../../parts/voices/Filters.tsx'
import { OpenTheme } from '../../parts/voices/OpenTheme.tsx'
import { TagBar } from '../../parts/voices/TagBar.tsx'
import { TakeAnswers } from '../../parts/voices/TakeAnswers.tsx'
import { findTheme } from '../../parts/voices/theme-sides.ts'
import { Themes } from '../../parts/voices/Themes.tsx'
import { useTags } from '../../parts/voices/use-tags.ts'
import { useThemeRules } from '../../parts/voices/use-theme-rules.ts'
import { useThemes } from '../../parts/voices/use-themes.ts'
import { VoiceTags } from '../../parts/voices/VoiceTags.tsx'
import { useSignedOut } from '../../signed-out.ts'
import { goneTheme } from '../../theme-rules.ts'
import { createChange, readView } from '../../voices-view.ts'
import { scaleOf } from '../../words.ts'
import type { AnalysisProps } from './Analyse.tsx'

/** What people wrote, and what it is about; each voice opens its moment. */
export function VoicesPage({ project, journey, search, onSignedOut }: AnalysisProps): VNode | null {
  const heading = usePage(`Voices, ${journey.name}`)
  const map = useLoading(`map of ${project.id}/${journey.id}`, (signal) => fetchMap(project.id, journey.id, signal))
  useSignedOut(map.error, onSignedOut)
  return (
    <>
      <header class="page-head">
        <h1 ref={heading} tabIndex={-1}>
          Voices
        </h1>
      </header>
      {map.data !== null ? (
        <VoicesOf map={map.data} search={search} />
      ) : map.error !== null ? (
        <Failure error={map.error} onRetry={map.reload} />
      ) : (
        map.isSlow && <Lines n={4} />
      )}
    </>
  )
}

/** The voices of a journey whose steps are known. */
function VoicesOf({ map, search }: { map: JourneyMap; search: URLSearchParams }): VNode {
  const { project, journey, steps } = map
  const view = readView(search)
  const change = createChange(project.id, journey.id, view)
  const go = (changed: Parameters<typeof change>[0]): void => navigate(change(changed), true)
  const isOpen = project.privacy === 'open'
  const themes = useThemes(map, view)
  const tags = useTags(project.id)
  const rules = useThemeRules(project.id, isOpen, themes.reload)

  const names = new Map(steps.map(({ id, name }) => [id, name]))
  const { step, origin, words, feel, q, tag, from, to, where } = view
  const place = { journey: journey.name, step: step && (names.get(step) ?? step) }
  const scale = scaleAt(map, step)
  const mayChange = tags.mayChange === true
  const found = themes.data === null || view.theme === '' ? null : findTheme(themes.data, view.theme)
  const shown = {
    query: { project: project.id, journey: journey.id, step, origin, words, feel, q, tag, from, to, where },
    at: { project: project.id, zone: isOpen ? project.zone : null, steps: names },
    place,
    opened: view.voice,
    onOpen: (voice: string) => go({ voice }),
    noted: (voice: Voice) => <VoiceTags voice={voice} tags={tags} hrefOf={(one) => change({ tag: one })} />,
  }
  const isThemesFirst = found === null && q === '' && tag === ''
  const themesPart = (
    <Themes
      key="themes"
      {...{ view, change, place, themes, rules, mayChange, isOpen }}
      scale={scale ?? 'faces'}
      aMonthAgo={addDays(todayIn(project.zone), -28)}
      isFirst={isThemesFirst}
    />
  )
  const voicesPart =
    found !== null && themes.data !== null ? (
      <OpenTheme
        key={`theme ${view.theme}`}
        {...{ ...found, ...shown, rules, mayChange }}
        answer={themes.data}
        closeHref={change({ theme: '' })}
      />
    ) : (
      <EveryVoice
        key="voices"
        {...{ ...shown, view, change }}
        scale={scale ?? 'faces'}
        gone={view.theme !== '' && themes.data !== null ? goneTheme(view.theme, rules.all ?? []) : null}
      />
    )
  return (
    <>
      <Filters {...{ view, change, steps, scale }} journey={journey.name} />
      <TagBar {...{ change, tags }} project={project.id} chosen={tag} onChoose={(one) => go({ tag: one })} />
      {tags.mayChange === false && (
        <p class="hint">You look as a viewer: analysts, editors and owners tag voices and name themes.</p>
      )}
      <p class="field-error" role="alert">
        {rules.problem}
      </p>
      <Undo said={rules.done} onUndo={rules.undo} takesFocus />
      {/* Down the page of a phone, what was opened or looked for comes first. */}
      <div class="voices-page">{isThemesFirst ? [themesPart, voicesPart] : [voicesPart, themesPart]}</div>
      <TakeAnswers {...{ journey, view }} project={project.id} step={place.step || null} />
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
