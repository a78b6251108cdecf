import type { CompareBy, CompareControl, CompareRates, CompareSide } from '@attune/protocol'

interface Noted {
  by: CompareBy
  a: CompareSide
  b: CompareSide
  control: CompareControl | null
  rates: CompareRates | null
  isComparable: boolean
  /** Of the journey as a whole, which no step is held against. */
  isWhole: boolean
  /** Periods that are not over. */
  clipped: { name: string; to: string }[]
}

/** What whoever reads a comparison should know, in sentences. */
export function notesOf({ by, a, b, control, rates, isComparable, isWhole, clipped }: Noted): string[] {
  const notes = [...HOW[by]]
  for (const { name, to } of clipped)
    notes.push(`${name} is told up to ${to}, the last day whose answers are all in: its other days may differ.`)
  if (!isComparable) return notes
  if (rates === null && a.figures?.scores && b.figures?.scores)
    notes.push(
      'How many were asked is not known on both sides, so that nobody can tell whether the same kind of people answered.',
    )
  if (by !== 'version' && versionsOf(a) !== versionsOf(b))
    notes.push(
      'The two sides were asked by different versions of the prompt, in the same words: whom it is asked, and when, may differ.',
    )
  if (by !== 'variant' && by !== 'version' && !isWhole) {
    if (control === null)
      notes.push(
        'No other step was asked about alike on both sides, so that nothing shows what would have happened anyway.',
      )
    else if (control.beyond) notes.push(beyondNote(control.beyond, by === 'time' || by === 'period'))
    if (control && control.left_out.length > 0)
      notes.push(`Left out of the other steps, asked about differently: ${control.left_out.join(', ')}.`)
  }
  return notes
}

function versionsOf({ questions }: CompareSide): string {
  return [...new Set(questions.map(({ prompt, version }) => `${prompt} ${version}`))].join()
}

function beyondNote({ difference, low, high }: NonNullable<CompareControl['beyond']>, isTime: boolean): string {
  const points = [difference, low, high].map((value) => `${value >= 0 ? '+' : '−'}${Math.abs(Math.round(value * 100))}`)
  const [than, change] = isTime ? ['than at the other steps', 'changed'] : ['here than at the other steps', 'differs']
  const found = `Net feel ${change} by ${points[0]} points more ${than} (${points[1]} to ${points[2]})`
  return low <= 0 && high >= 0 ? `${found}, which may be none at all.` : `${found}.`
}

const HOW: Readonly<Record<CompareBy, readonly string[]>> = {
  time: [
    'Nobody was chosen by chance to come before or after: season, campaigns and whoever came may differ, too. Variants tell for sure.',
  ],
  period: [
    'Nobody was chosen by chance to come in one or the other: season, campaigns and whoever came may differ, too. Variants tell for sure.',
  ],
  device: ['Nobody was given a device by chance: its people may differ in more than that.'],
  locale: ['Languages use a scale in different ways: compare one with itself over time rather than with another.'],
  release: ['Nobody was given a release by chance, and most of it was used at another time.'],
  variant: [],
  version: ['Versions are asked one after another: time may be what differs.'],
}
