import type { VNode } from 'preact'

import {
  type ColorName,
  COLORS,
  contrastAt,
  isColor,
  SCHEMES,
  type SchemeName,
  seenColors,
  type ThemeDraft,
} from '../theme-words.ts'

interface Props {
  theme: ThemeDraft
  onChange: (theme: ThemeDraft) => void
}

/** The colours of prompts, light and dark, with how well each can be read. */
export function ThemeFields({ theme, onChange }: Props): VNode {
  return (
    <div class="schemes">
      {SCHEMES.map((scheme) => (
        <fieldset key={scheme} class="scheme">
          <legend>{scheme === 'light' ? 'On light pages' : 'On dark pages'}</legend>
          <Sample scheme={scheme} theme={theme} />
          {COLORS.map(({ name, label }) => (
            <Color
              key={name}
              scheme={scheme}
              name={name}
              label={label}
              theme={theme}
              onChange={(color) => onChange({ ...theme, [scheme]: { ...theme[scheme], [name]: color } })}
            />
          ))}
        </fieldset>
      ))}
    </div>
  )
}

/** What these colours look like together. */
function Sample({ scheme, theme }: { scheme: SchemeName; theme: ThemeDraft }): VNode {
  const { background, text, muted, accent, onAccent } = seenColors(scheme, theme[scheme])
  return (
    <div class="sample-card" style={{ background, color: text }} aria-hidden="true">
      <p>How did paying feel?</p>
      <p style={{ color: muted }}>Your words help us</p>
      <span style={{ background: accent, color: onAccent }}>Send</span>
    </div>
  )
}

interface ColorProps {
  scheme: SchemeName
  name: ColorName
  label: string
  theme: ThemeDraft
  onChange: (color: string) => void
}

function Color({ scheme, name, label, theme, onChange }: ColorProps): VNode {
  const id = `${scheme}-${name}`
  const typed = theme[scheme][name]
  const isGood = isColor(typed)
  const contrast = contrastAt(scheme, name, theme[scheme])
  return (
    <div class="color">
      <label for={id}>{label}</label>
      <span class="color-input">
        <span class="swatch" style={{ background: seenColors(scheme, theme[scheme])[name] }} aria-hidden="true" />
        <input
          id={id}
          type="text"
          value={typed}
          placeholder="ours"
          maxLength={7}
          spellcheck={false}
          autocomplete="off"
          aria-describedby={`${id}-note`}
          {...(isGood ? {} : { 'aria-invalid': true as const })}
          onInput={({ currentTarget: { value } }) => onChange(value)}
        />
      </span>
      <span id={`${id}-note`} class={isGood && contrast?.isEnough !== false ? 'hint' : 'field-error'}>
        {!isGood && 'Write it like #1d5a97.'}
        {isGood && contrast !== null && (
          <>
            {contrast.isEnough
              ? `Contrast ${contrast.ratio}, enough`
              : `Contrast ${contrast.ratio}, needs ${contrast.least}. `}
            {!contrast.isEnough && (
              <button type="button" class="link" onClick={() => onChange(contrast.nearest)}>
                Use {contrast.nearest}
              </button>
            )}
          </>
        )}
      </span>
    </div>
  )
}
