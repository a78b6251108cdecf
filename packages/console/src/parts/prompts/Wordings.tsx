import type { PromptDocument, Scale } from '@attune/protocol'
import type { VNode } from 'preact'
import { useState } from 'preact/hooks'

import { isLanguage, isRightToLeft, LANGUAGES } from '../../configure/languages.ts'
import { either } from '../../configure/sentence.ts'
import { missingIn, reworded, tongueName, tonguesOf, withoutTongue, withTongue } from '../../configure/wordings.ts'
import { languageName } from '../../language.ts'
import { Text } from '../Text.tsx'
import { Undo } from '../Undo.tsx'

interface Props {
  prompt: PromptDocument
  locale: string
  onLocale: (locale: string) => void
  onChange: (next: PromptDocument) => void
}

/** The words, one language at a time, and what a language lacks. */
export function Wordings({ prompt, locale, onLocale, onChange }: Props): VNode {
  const tongues = tonguesOf(prompt.wording)
  const shown = tongues.includes(locale) ? locale : 'default'
  const own = prompt.wording[shown] ?? prompt.wording.default
  const missing = missingIn(prompt, shown)
  const [removed, setRemoved] = useState<{ locale: string; words: PromptDocument['wording']['default'] } | null>(null)
  const [low, high] = ENDS[prompt.scale ?? 'faces']
  const isTranslated = shown !== 'default'
  const { default: first } = prompt.wording
  const written = isTranslated ? { lang: shown, ...(isRightToLeft(shown) && { dir: 'rtl' as const }) } : {}
  const field = (name: 'low' | 'high' | 'why' | 'thanks', label: string, usual: string, isLong = false): VNode => (
    <Text
      key={`${shown} ${name}`}
      label={label}
      value={own[name] ?? ''}
      placeholder={(isTranslated ? first[name] : undefined) ?? usual}
      isLong={isLong}
      {...written}
      onInput={(word) => onChange(reworded(prompt, shown, { [name]: word }))}
    />
  )
  return (
    <>
      <Tongues prompt={prompt} shown={shown} onLocale={onLocale} onChange={onChange} />
      <p class="lacks" role="status">
        {isTranslated && missing.length > 0
          ? `${tongueName(shown)} lacks ${either(missing).replace(' or ', ' and ')}.`
          : ''}
      </p>
      <Text
        key={`${shown} question`}
        label="Question"
        class="asks"
        value={own.question}
        isLong
        {...(isTranslated && { placeholder: first.question })}
        {...(missing.includes('the question') &&
          !isTranslated && { error: 'Write a question: one, about one feeling.' })}
        {...written}
        onInput={(question) => onChange(reworded(prompt, shown, { question }))}
      />
      <div class="pair">
        {field('low', 'Under the worst end', low)}
        {field('high', 'Under the best end', high)}
      </div>
      <label class="check">
        <input
          type="checkbox"
          checked={prompt.why !== false}
          onChange={(event) => onChange({ ...prompt, why: event.currentTarget.checked })}
        />
        Let people say why, in their own words
      </label>
      {prompt.why !== false && field('why', 'Asked for their words', 'What made it feel that way?')}
      {field('thanks', 'Thanks', 'Thank you for your answer.')}
      {isTranslated && (
        <button
          type="button"
          class="link"
          onClick={() => {
            setRemoved({ locale: shown, words: own })
            onLocale('default')
            onChange(withoutTongue(prompt, shown))
          }}
        >
          Take {tongueName(shown)} away
        </button>
      )}
      <Undo
        said={removed === null ? null : `${tongueName(removed.locale)} is taken away.`}
        onUndo={() => {
          if (removed === null) return
          onChange({ ...prompt, wording: { ...prompt.wording, [removed.locale]: removed.words } })
          onLocale(removed.locale)
          setRemoved(null)
        }}
      />
    </>
  )
}

function Tongues({ prompt, shown, onLocale, onChange }: Omit<Props, 'locale'> & { shown: string }): VNode {
  const tongues = tonguesOf(prompt.wording)
  const add = (locale: string): void => {
    if (locale === '' || tongues.includes(locale) || !isLanguage(locale)) return
    onChange(withTongue(prompt, locale))
    onLocale(locale)
  }
  return (
    <div class="tongues" role="group" aria-label="Languages">
      {tongues.map((one) => {
        const isWhole = missingIn(prompt, one).length === 0
        return (
          <button key={one} type="button" class="pill" aria-pressed={one === shown} onClick={() => onLocale(one)}>
            {tongueName(one)}
            {!isWhole && (
              <span class="lack-mark">
                <span class="unseen">, something is missing</span>
              </span>
            )}
          </button>
        )
      })}
      <select aria-label="Add a language" value="" onChange={(event) => add(event.currentTarget.value)}>
        <option value="">+ Language</option>
        {LANGUAGES.filter((one) => !tongues.includes(one)).map((one) => (
          <option key={one} value={one}>
            {languageName(one)}
          </option>
        ))}
      </select>
    </div>
  )
}

/** What stands under the ends where a prompt says nothing of its own. */
const ENDS: Record<Scale, [string, string]> = {
  faces: ['Very bad', 'Very good'],
  stars: ['Very bad', 'Very good'],
  thumbs: ['Bad', 'Good'],
  ease: ['Very difficult', 'Very easy'],
  csat: ['Very dissatisfied', 'Very satisfied'],
  nps: ['Not at all likely', 'Extremely likely'],
}
