import type { ProjectSettings, Signal } from '@attune/protocol'
import type { VNode } from 'preact'

import { isLooser, PRIVACIES } from '../privacy-words.ts'
import type { DraftFaults, ProjectDraft } from '../project-draft.ts'
import { BudgetFields } from './BudgetFields.tsx'
import { Choices } from './Choices.tsx'
import { Field } from './Field.tsx'
import { OriginsField } from './OriginsField.tsx'
import { RetentionFields } from './RetentionFields.tsx'
import { ThemeFields } from './ThemeFields.tsx'
import { ZoneField } from './ZoneField.tsx'
import { ZoneMoves } from './ZoneMoves.tsx'

interface Props {
  seen: ProjectSettings
  draft: ProjectDraft
  faults: DraftFaults
  zones: readonly string[]
  onChange: (change: Partial<ProjectDraft>) => void
}

/** Everything that is said of a project itself, as fields in the order in which a newcomer needs them. */
export function ProjectForm({ seen, draft, faults, zones, onChange }: Props): VNode {
  return (
    <>
      <section class="part first">
        <Field
          name="name"
          label="Name"
          value={draft.name}
          maxLength={100}
          error={faults.name}
          onInput={(name) => onChange({ name })}
        />
        <ZoneField
          zone={draft.zone}
          zones={zones}
          hint="Days and weeks begin at its midnight."
          error={faults.zone}
          onChange={(zone) => onChange({ zone })}
        />
        <ZoneMoves project={seen.id} given={seen.zone_move} />
      </section>
      <section class="part">
        <h2>What people are promised</h2>
        <Choices
          name="privacy"
          legend="Privacy"
          hint="Shown to people before they answer. It can be made stricter at any time, and never looser for answers already given."
          choices={PRIVACIES}
          chosen={[draft.privacy]}
          onChange={([privacy]) => privacy !== undefined && onChange({ privacy })}
        />
        <p role="status" class={isLooser(draft.privacy, seen.privacy) ? 'note' : 'unseen'}>
          {isLooser(draft.privacy, seen.privacy)
            ? 'This promises people less. It works only as long as nobody has answered; after that, make a new project.'
            : ''}
        </p>
      </section>
      <section class="part">
        <h2>How long it is kept</h2>
        <RetentionFields retention={draft.retention} onChange={(retention) => onChange({ retention })} />
      </section>
      <section class="part">
        <h2>Which pages may report</h2>
        <OriginsField origins={draft.origins} faults={faults.origins} onChange={(origins) => onChange({ origins })} />
        <label class="choice">
          <input
            type="checkbox"
            checked={draft.impressions}
            onChange={({ currentTarget: { checked } }) => onChange({ impressions: checked })}
          />
          <span>
            Count an answer only where this service let its prompt be shown
            <span class="hint">
              Makes figures hard to fake. Each prompt takes one request more, and answers given without a network are
              kept but not counted.
            </span>
          </span>
        </label>
      </section>
      <section class="part">
        <h2>How often one person is asked</h2>
        <p class="hint">Over all prompts of this project. Everybody is asked rarely, so that they answer gladly.</p>
        <BudgetFields budget={draft.budget} onChange={(budget) => onChange({ budget })} />
      </section>
      <section class="part">
        <h2>How prompts look</h2>
        <p class="hint">
          Empty fields are our own colours. What your pages say in <code>--attune-…</code> goes before both.
        </p>
        <ThemeFields theme={draft.theme} onChange={(theme) => onChange({ theme })} />
      </section>
      <section class="part">
        <h2>What figures can be split by</h2>
        <Field
          name="traits"
          label="Traits, with commas"
          hint={
            <>
              What your pages say of people with <code>set</code>, e.g. <code>plan, team</code>. Device, language,
              release and page are known anyway, and so is every trait that a prompt is meant for.
            </>
          }
          value={draft.traits}
          error={faults.traits}
          onInput={(traits) => onChange({ traits })}
        />
      </section>
      <section class="part">
        <h2>Signs of struggle</h2>
        <Choices
          name="signals"
          legend="What every page notices"
          hint="Signs that a prompt is asked at are noticed anyway. Each more costs pages a little."
          choices={SIGNALS}
          chosen={draft.signals}
          many
          onChange={(signals) => onChange({ signals })}
        />
      </section>
    </>
  )
}

const SIGNALS: readonly { value: Signal; name: string; may: string }[] = [
  { value: 'rage_click', name: 'Rage clicks', may: 'Somebody clicks the same place again and again, quickly.' },
  { value: 'dead_click', name: 'Dead clicks', may: 'A click on something that does nothing.' },
  { value: 'error', name: 'Errors', may: 'The page’s own code fails.' },
  { value: 'back_and_forth', name: 'Back and forth', may: 'Somebody goes to and fro between the same pages.' },
  { value: 'slow', name: 'Slow pages', may: 'Somebody has to wait.' },
  { value: 'invalid', name: 'Refused forms', may: 'A form refuses the same person’s input again and again.' },
]
