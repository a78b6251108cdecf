import type { JourneyConfig, PromptDocument } from '@attune/protocol'
import type { VNode } from 'preact'

import { focusFirst } from '../../action.ts'
import { listFrom, targeted } from '../../configure/asking.ts'
import { faultAt, type PlacedFault } from '../../configure/faults.ts'
import type { Sequence } from '../../configure/sequences.ts'
import { faultOfRow } from '../../configure/traits.ts'
import { type ListName, useConditions } from '../../configure/use-conditions.ts'
import { ListField } from '../ListField.tsx'
import { Undo } from '../Undo.tsx'
import { Adders } from './Adders.tsx'
import { MomentRows } from './MomentRows.tsx'
import { TraitRow } from './TraitRow.tsx'

interface Props {
  prompt: PromptDocument
  journeys: JourneyConfig[]
  faults: readonly PlacedFault[]
  onChange: (next: PromptDocument) => void
}

/** Conditions that make the circle smaller. Each is there only once somebody wants it. */
export function Narrowing({ prompt, journeys, faults, onChange }: Props): VNode {
  const { who = {} } = prompt
  const conditions = useConditions(prompt, onChange)
  const { isOpen, isFresh, traits, writeTrait, add, takeAway, undo } = conditions
  const momentRows = (which: Sequence): VNode => (
    <MomentRows
      {...{ which, prompt, journeys, faults, onChange }}
      isFresh={(at) => isFresh(which, at)}
      onRemove={(at) => takeAway(which, at)}
      onAdd={() => add(which)}
    />
  )
  return (
    <div class="narrowing">
      {LISTS.filter(({ name }) => isOpen(name)).map(({ name, label, hint }) => {
        const error = faultAt(faults, `who.${name}`)
        return (
          <div key={name} class="narrowed" {...(isFresh(name) && { ref: focusFirst })}>
            <ListField
              label={label}
              hint={hint}
              value={who[name] ?? []}
              listFrom={listFrom}
              {...(error !== undefined && { error })}
              onChange={(list) => onChange(targeted(prompt, name, list.length === 0 ? undefined : list))}
            />
            <TakeAway what={label} onClick={() => takeAway(name)} />
          </div>
        )
      })}
      {isOpen('returning') && (
        <div class="narrowed" {...(isFresh('returning') && { ref: focusFirst })}>
          <label>
            Only people who{' '}
            <select
              value={String(who.returning ?? true)}
              onChange={(event) => onChange(targeted(prompt, 'returning', event.currentTarget.value === 'true'))}
            >
              <option value="true">were here before</option>
              <option value="false">are here for the first time</option>
            </select>
          </label>
          <TakeAway what="who was here before" onClick={() => takeAway('returning')} />
        </div>
      )}
      {traits.map((row, at) => (
        <TraitRow
          key={at}
          row={row}
          isFirst={at === 0}
          isFresh={isFresh('traits', at)}
          error={faultOfRow(traits, at) ?? faultAt(faults, 'who.traits', row.name.trim())}
          onChange={(next) => writeTrait(at, next)}
          onRemove={() => takeAway('traits', at)}
        />
      ))}
      {momentRows('after')}
      {prompt.placement !== 'tab' && momentRows('unless')}
      <Undo
        key={undo?.turn ?? 0}
        takesFocus
        said={undo === null ? null : 'The condition is taken away.'}
        onUndo={() => undo?.take()}
      />
      <Adders prompt={prompt} isOpen={isOpen} onAdd={add} />
    </div>
  )
}

function TakeAway({ what, onClick }: { what: string; onClick: () => void }): VNode {
  return (
    <button type="button" class="link" onClick={onClick}>
      Take away<span class="unseen">: {what}</span>
    </button>
  )
}

const LISTS: { name: ListName; label: string; hint: string }[] = [
  { name: 'locales', label: 'Only in the languages', hint: 'As pages name them, with commas: de, pt-BR' },
  { name: 'pages', label: 'Only on the pages', hint: 'Paths, with commas: /checkout/*, /help/**' },
  { name: 'releases', label: 'Only in the releases', hint: 'As your code names them, with commas' },
]
