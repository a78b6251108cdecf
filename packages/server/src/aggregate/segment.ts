import type { Context } from '@attune/protocol'

/** What figures can be split by. `''` is unknown. */
export interface Segment {
  device: string
  locale: string
  release: string
}

/** The segment of a context. Every part is of bounded shape, because each combination is a row of its own in the counts. */
export function segmentOf(context: Context): Segment {
  return {
    device: context.device ?? '',
    locale: localeOf(context.locale ?? ''),
    release: (context.release ?? '').slice(0, MAX_RELEASE),
  }
}

const MAX_RELEASE = 64

/** Language and region alone: `pt-BR` of `pt_br`, `zh-TW` of `zh-Hant-TW-u-ca-roc`; `''` where it is no locale at all. */
function localeOf(locale: string): string {
  const parts = /^([a-z]{2,3})(?:[-_][a-z]{4})?(?:[-_]([a-z]{2}|\d{3}))?(?:[-_.@]|$)/i.exec(locale)
  if (!parts) return ''
  const [, language = '', region] = parts
  return region ? `${language.toLowerCase()}-${region.toUpperCase()}` : language.toLowerCase()
}
