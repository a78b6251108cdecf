import type { VNode } from 'preact'

import { faultOfDays, type RetentionDraft } from '../retention-words.ts'
import { Field } from './Field.tsx'

interface Props {
  retention: RetentionDraft
  onChange: (retention: RetentionDraft) => void
}

/** After how many days what people said goes; figures, which name nobody, stay. */
export function RetentionFields({ retention, onChange }: Props): VNode {
  return (
    <>
      <p class="hint">
        Figures stay, because they name nobody. Leave a field empty to keep for ever. A change takes hold after a week,
        so that it can be taken back.
      </p>
      <Field
        name="words-days"
        label="Words go after so many days"
        hint="With them go the page, what your site said of the person, and who they were."
        value={retention.wordsDays}
        error={faultOfDays('wordsDays', retention.wordsDays)}
        onInput={(wordsDays) => onChange({ ...retention, wordsDays })}
      />
      <Field
        name="answers-days"
        label="Answers go whole after so many days"
        value={retention.answersDays}
        error={faultOfDays('answersDays', retention.answersDays)}
        onInput={(answersDays) => onChange({ ...retention, answersDays })}
      />
    </>
  )
}
