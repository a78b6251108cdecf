import type { PromptDocument } from '@attune/protocol'
import type { VNode } from 'preact'

import type { ConditionName, OnceName } from '../../configure/use-conditions.ts'

interface Props {
  prompt: PromptDocument
  isOpen: (name: OnceName) => boolean
  onAdd: (name: ConditionName) => void
}

/** The conditions that are not there yet, each as a button that adds it. There can be several on traits. */
export function Adders({ prompt: { after, unless, placement }, isOpen, onAdd }: Props): VNode {
  const isOffered = ([name]: Adder): boolean => {
    if (name === 'after') return after === undefined
    return name === 'traits' || name === 'unless' || !isOpen(name)
  }
  return (
    <>
      <Row begins="Only" adders={ONLY.filter(isOffered)} onAdd={onAdd} />
      {placement !== 'tab' && unless === undefined && <Row begins="Not" adders={NOT} onAdd={onAdd} />}
    </>
  )
}

function Row({ begins, adders, onAdd }: { begins: string; adders: Adder[]; onAdd: Props['onAdd'] }): VNode {
  return (
    <p class="adders">
      <span class="hint">{begins}</span>
      {adders.map(([name, said]) => (
        <button key={name} type="button" class="adder" onClick={() => onAdd(name)}>
          {said}
        </button>
      ))}
    </p>
  )
}

type Adder = [ConditionName, string]

const ONLY: Adder[] = [
  ['returning', 'people seen before'],
  ['traits', 'people with a trait'],
  ['after', 'after something else'],
  ['locales', 'some languages'],
  ['pages', 'some pages'],
  ['releases', 'some releases'],
]
const NOT: Adder[] = [['unless', 'if something else happens meanwhile']]
