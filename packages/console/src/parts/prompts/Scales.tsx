import type { PromptDocument, Scale } from '@attune/protocol'
import type { VNode } from 'preact'

interface Props {
  prompt: PromptDocument
  onChange: (next: PromptDocument) => void
}

/** What people tap. The five faces are for feelings; the others are there because teams have figures to compare with. */
export function Scales({ prompt, onChange }: Props): VNode {
  const chosen = prompt.scale ?? 'faces'
  return (
    <section class="chapter" aria-labelledby="scale">
      <h2 id="scale">What people tap</h2>
      <fieldset class="scales">
        <legend class="unseen">Scale</legend>
        {SCALE_NAMES.map(([scale, name, when]) => (
          <label key={scale} class="scale-choice">
            <input
              type="radio"
              name="scale"
              checked={scale === chosen}
              onChange={() => onChange({ ...prompt, scale })}
            />
            <span>
              <strong>{name}</strong> <span class="hint">{when}</span>
            </span>
          </label>
        ))}
      </fieldset>
    </section>
  )
}

const SCALE_NAMES: [Scale, string, string][] = [
  ['faces', 'Five faces', 'for how something felt'],
  ['thumbs', 'Thumbs', 'for a page that helps, or does not'],
  ['stars', 'Stars', 'for a thing that is rated'],
  ['ease', 'Ease, 1 to 7', 'for effort: the Single Ease Question'],
  ['csat', 'Satisfaction', 'five answers in words'],
  ['nps', '0 to 10', 'for “would you recommend us?”'],
]
