import type { PromptDocument } from '@attune/protocol'
import type { ComponentChildren, VNode } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'

import { faultAt, type PlacedFault } from '../../configure/faults.ts'
import { chanceOf } from '../../configure/precision.ts'
import {
  nextId,
  sameWordsAs,
  shareOfVariant,
  weighed,
  withoutVariant,
  withVariant,
  withVariantBack,
  withWordsOf,
  wordingChoices,
} from '../../configure/variants.ts'
import { missingIn, tonguesOf } from '../../configure/wordings.ts'
import { percent } from '../../words.ts'
import { Undo } from '../Undo.tsx'
import { Numeral } from './Pick.tsx'

interface Props {
  prompt: PromptDocument
  /** The variant whose words are written. */
  chosen: string
  faults: readonly PlacedFault[]
  onChoose: (id: string) => void
  onChange: (next: PromptDocument) => void
  /** The words of the chosen one. */
  children: ComponentChildren
}

/** The words, in one wording or in several that are tried against each other. */
export function Variants({ prompt, chosen, faults, onChoose, onChange, children }: Props): VNode {
  const { variants = [] } = prompt
  const choices = wordingChoices(prompt)
  const next = nextId(variants.length === 0 ? [{ id: 'a', weight: 1 }] : variants)
  const [gone, setGone] = useState<{ before: PromptDocument; id: string } | null>(null)
  const section = useRef<HTMLElement>(null)
  const isAdded = useRef(false)
  useEffect(() => {
    if (isAdded.current) section.current?.querySelector('textarea')?.focus()
    isAdded.current = false
  }, [chosen])
  const add = (): void => {
    if (next === undefined) return
    setGone(null)
    isAdded.current = true
    onChange(withWordsOf(withVariant(withWordsOf(prompt, chosen)), chosen))
    onChoose(next)
  }
  const remove = (): void => {
    setGone({ before: prompt, id: chosen })
    const left = withoutVariant(prompt, chosen)
    onChange(left)
    onChoose(wordingChoices(left)[0]?.id ?? '')
  }
  return (
    <section class="chapter" aria-labelledby="words" ref={section}>
      <h2 id="words">The words</h2>
      {choices.length > 0 && (
        <div class="tongues" role="group" aria-label="Variants">
          {choices.map(({ id, name }) => (
            <button key={id} type="button" class="pill" aria-pressed={id === chosen} onClick={() => onChoose(id)}>
              {name}
              {!isWhole(withWordsOf(prompt, id)) && (
                <span class="lack-mark">
                  <span class="unseen">, something is missing</span>
                </span>
              )}
            </button>
          ))}
          {next !== undefined && (
            <button type="button" class="adder" onClick={add}>
              another wording
            </button>
          )}
        </div>
      )}
      {choices.length > 0 && <About {...{ prompt, chosen, faults, onChange }} onRemove={remove} />}
      <Undo
        key={gone?.id ?? ''}
        takesFocus
        said={gone === null ? null : `Variant ${gone.id.toUpperCase()} is taken away.`}
        onUndo={() => {
          if (gone === null) return
          onChange(withVariantBack(prompt, gone.before, gone.id))
          onChoose(gone.id)
          setGone(null)
        }}
      />
      {children}
      {choices.length === 0 && (
        <p class="adders">
          <span class="hint">Compare with</span>
          <button type="button" class="adder" onClick={add}>
            another wording
          </button>
        </p>
      )}
    </section>
  )
}

/** Whether it says all that it has to, in each of its languages. */
const isWhole = (prompt: PromptDocument): boolean =>
  tonguesOf(prompt.wording).every((locale) => missingIn(prompt, locale).length === 0)

interface AboutProps extends Omit<Props, 'onChoose' | 'children'> {
  onRemove: () => void
}

/** What trying several wordings means, and how many people see this one. */
function About({ prompt, chosen, faults, onChange, onRemove }: AboutProps): VNode {
  const { variants = [] } = prompt
  const at = variants.findIndex(({ id }) => id === chosen)
  const own = variants[at]
  const all = variants.reduce((sum, { weight }) => sum + weight, 0)
  const same = sameWordsAs(prompt, chosen)
  const error = own && faultAt(faults, `variants[${at}]`)
  const errorOfAll = faults.find(({ place }) => place === 'variants')?.text
  return (
    <>
      <p class="hint">
        Each person sees one variant, and always the same. Wait before you believe that one is better: with 50 answers
        to each, a difference of up to {chanceOf(50)} points may be chance; with 93, up to {chanceOf(93)}; with 381, up
        to {chanceOf(381)}. “What would it do?” says how long that takes.
      </p>
      {own === undefined ? (
        <p class="hint">
          These are the prompt’s own words. Nobody reads them, because each variant has words of its own.
        </p>
      ) : (
        <p class="sentence small">
          Variant {chosen.toUpperCase()} is for{' '}
          <Numeral
            label={`How many see variant ${chosen.toUpperCase()}`}
            value={own.weight}
            min={0}
            max={1000}
            onChange={(weight) => onChange(weighed(prompt, chosen, weight))}
          />{' '}
          of every {all} people who are asked: {percent(shareOfVariant(prompt, chosen))}.{' '}
          <button type="button" class="link" onClick={onRemove}>
            Take variant {chosen.toUpperCase()} away
          </button>
        </p>
      )}
      {same !== undefined && (
        <p class="hint">It says the same as variant {same.toUpperCase()} so far. Change its words below.</p>
      )}
      {[error, errorOfAll].map((said) => said !== undefined && <p class="field-error">{said}</p>)}
    </>
  )
}
