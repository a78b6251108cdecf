import type { PromptDocument } from '@attune/protocol'
import type { VNode } from 'preact'

import { sharesWith } from '../../configure/asking.ts'
import { AS_MANY, askedOf } from '../../configure/wanted.ts'
import { percent } from '../../words.ts'
import { Numeral, Pick } from './Pick.tsx'

interface Props {
  prompt: PromptDocument
  onChange: (next: PromptDocument) => void
}

/** How many are asked, as the sentence begins: a share of people, or as many as the wanted answers take. */
export function HowMany({ prompt, onChange }: Props): VNode {
  const { share = 1, answersPerWeek } = prompt
  const shares = sharesWith(share).map((one): [string, string] => [String(one), one === 1 ? 'everybody' : percent(one)])
  return (
    <>
      <Pick
        label="Share of people"
        value={answersPerWeek === undefined ? String(share) : AS_MANY}
        options={[...shares, [AS_MANY, 'as many as it takes']]}
        onChange={(next) => onChange(askedOf(prompt, next))}
      />{' '}
      {answersPerWeek !== undefined && (
        <>
          for{' '}
          <Numeral
            label="Answers wanted a week"
            value={answersPerWeek}
            max={1_000_000}
            onChange={(next) => onChange({ ...prompt, answersPerWeek: next })}
          />{' '}
          answers a week,{' '}
        </>
      )}
      {share === 1 && answersPerWeek === undefined ? 'of those who' : 'of people who'}
    </>
  )
}
