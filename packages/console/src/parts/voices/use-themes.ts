import type { JourneyMap, ThemesAnswer } from '@attune/protocol'

import { type Loading, useLoading } from '../../hooks.ts'
import { fetchThemes } from '../../themes-api.ts'
import type { VoicesView } from '../../voices-view.ts'

/** What people speak of at a journey; null where that is not made, as behind the privacy gate, where it would be refused. */
export function useThemes({ project, journey }: JourneyMap, view: VoicesView): Loading<ThemesAnswer | null> {
  const { step, contrast, date, origin } = view
  const asked = { project: project.id, journey: journey.id, step, contrast, date, origin }
  const isAsked = project.privacy === 'open' && (contrast !== 'date' || date !== '')
  return useLoading<ThemesAnswer | null>(isAsked ? JSON.stringify(asked) : '', (signal) =>
    isAsked ? fetchThemes(asked, signal) : Promise.resolve(null),
  )
}
