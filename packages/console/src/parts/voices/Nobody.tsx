import type { VoicesSearch } from '@attune/protocol'
import type { VNode } from 'preact'

import { hrefOf } from '../../route.ts'
import type { Change, VoicesView } from '../../voices-view.ts'
import { type Place, placeOf } from './said.ts'

interface Props {
  project: string
  view: VoicesView
  change: Change
  place: Place
  search: VoicesSearch | null
  isGated: boolean
}

/** Says that there is nothing, why that may be, and where to look instead. */
export function Nobody({ project, view, change, place, search, isGated }: Props): VNode {
  const wider = waysOut(view, place)
  return (
    <div class="nobody">
      <p>
        {isGated && view.q === ''
          ? `Nothing is told of yet ${placeOf(place)}, or nothing that fits.`
          : nobodySentence(view, place)}
      </p>
      {view.q !== '' && <p class="hint">{WHY[search?.empty ?? 'not_found']}</p>}
      {isGated && <p class="hint">Answers are told once a day, of five people or more together.</p>}
      {!isGated && view.step === null && wider.every(([, { words }]) => words === 'all') && (
        <>
          <p class="hint">People can write once they have chosen a face, where a prompt asks them why.</p>
          <p>
            <a class="button" href={hrefOf({ page: 'configure', project, section: 'prompts', id: null })}>
              See what is asked
            </a>
          </p>
        </>
      )}
      {wider.length > 0 && (
        <ul>
          {wider.map(([said, changed]) => (
            <li key={said}>
              <a href={change(changed)} data-replace="">
                {said}
              </a>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

function nobodySentence(view: VoicesView, place: Place): string {
  if (view.q !== '') return `Nothing with “${view.q}” was found ${placeOf(place)}.`
  const isNarrowed =
    view.feel.length > 0 ||
    view.origin !== null ||
    view.tag !== '' ||
    hasWhere(view) ||
    view.from !== '' ||
    view.to !== ''
  const did = view.words === 'all' ? 'answered' : 'wrote anything'
  return `Nobody ${did} ${placeOf(place)}${isNarrowed ? ' that fits.' : ' yet.'}`
}

const hasWhere = ({ where }: VoicesView): boolean => Object.values(where).some(Boolean)

/** What to leave away of what was asked for. */
function waysOut(view: VoicesView, { journey }: Place): [said: string, change: Partial<VoicesView>][] {
  const ways: [boolean, string, Partial<VoicesView>][] = [
    [view.q !== '', 'Whatever they wrote', { q: '' }],
    [view.feel.length > 0, 'However they felt', { feel: [] }],
    [view.tag !== '', 'With any tag or none', { tag: '' }],
    [view.from !== '' || view.to !== '', 'On any day', { from: '', to: '' }],
    [hasWhere(view), 'Without the rest that was asked for', { where: {} }],
    [view.origin !== null, 'From everybody', { origin: null }],
    [view.words === 'only' && view.q === '', 'Also without words', { words: 'all' }],
    [view.step !== null, `Anywhere in ${journey}`, { step: null, feel: [] }],
  ]
  return ways.filter(([fits]) => fits).map(([, said, change]) => [said, change])
}

const WHY: Record<NonNullable<VoicesSearch['empty']> | 'not_found', string> = {
  no_words: 'There is no word in it. Type one that people may have written.',
  common_words: 'Almost everybody writes that, so it finds nothing by itself. Add a word that says more.',
  not_found:
    'Words are looked for in their own language, in all their forms, and whole: “paying” finds “pay” in English.',
}
