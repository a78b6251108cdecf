import type { KeyItem, ProjectSettings } from '@attune/protocol'
import type { TargetedSubmitEvent, VNode } from 'preact'
import { useMemo, useRef, useState } from 'preact/hooks'

import { useAction } from '../../action.ts'
import { clashesOf } from '../../meanwhile.ts'
import { Conflict } from '../../parts/Conflict.tsx'
import { Keys } from '../../parts/Keys.tsx'
import { ProjectForm } from '../../parts/ProjectForm.tsx'
import { ZoneDialog } from '../../parts/ZoneDialog.tsx'
import { addKey, endKey, fetchSettings, saveSettings } from '../../project-api.ts'
import {
  changeOf,
  draftOf,
  faultsOf,
  hasFaults,
  type ProjectDraft,
  rebased,
  settingsOf,
  zonesWith,
} from '../../project-draft.ts'
import { ApiError, type Tagged } from '../../request.ts'

interface Props {
  id: string
  first: Tagged<ProjectSettings>
  mayChange: boolean
}

/** Keeps what is typed until it is saved on purpose, also where somebody else was faster. */
export function ProjectEditor({ id, first, mayChange }: Props): VNode {
  const [seen, setSeen] = useState(first)
  const [draft, setDraft] = useState(() => draftOf(first.body))
  const [newest, setNewest] = useState<Tagged<ProjectSettings> | null>(null)
  const [said, setSaid] = useState('')
  const [isAsking, setAsking] = useState(false)
  const action = useAction()
  const form = useRef<HTMLFormElement>(null)
  /** Where the news stands once the buttons are gone that were pressed. */
  const news = useRef<HTMLParagraphElement>(null)
  const zones = useMemo(() => zonesWith(first.body.zone), [first])
  const faults = faultsOf(draft, zones)
  const change = changeOf(seen.body, draft)
  const isChanged = Object.keys(change).length > 0

  const tell = (what: string): void => {
    setSaid(what)
    news.current?.focus({ preventScroll: true })
  }
  const store = async (from: Tagged<ProjectSettings>, typed: ProjectDraft): Promise<void> => {
    try {
      const saved = await saveSettings(id, changeOf(from.body, typed), from.etag)
      setSeen(saved)
      setDraft(draftOf(saved.body))
      setNewest(null)
      tell('Saved. Pages follow within a minute.')
    } catch (error) {
      if (!(error instanceof ApiError) || error.code !== 'changed_meanwhile') throw error
      setNewest(await fetchSettings(id))
    }
  }
  const save = (): void => {
    setAsking(false)
    action.run(() => store(seen, draft))
  }
  const submit = (event: TargetedSubmitEvent<HTMLFormElement>): void => {
    event.preventDefault()
    setSaid('')
    if (hasFaults(faults)) form.current?.querySelector<HTMLElement>('[aria-invalid]')?.focus()
    else if (change.zone !== undefined) setAsking(true)
    else save()
  }
  const undo = (): void => {
    setDraft(draftOf(seen.body))
    tell('This is what is stored. Your changes are dropped.')
  }
  const takeTheirs = (theirs: Tagged<ProjectSettings>): void => {
    setSeen(theirs)
    setDraft(draftOf(theirs.body))
    setNewest(null)
    setSaid('This is what they stored. Yours is dropped.')
  }
  /** Keys are no part of what is typed; what is seen of them has to follow, with the tag that they change. */
  const keysChanged = async (done: Promise<KeyItem | KeyItem[]>): Promise<void> => {
    await done
    const now = await fetchSettings(id)
    setDraft((old) => rebased(seen.body, old, now.body))
    setSeen(now)
  }

  return (
    <>
      {newest !== null && (
        <Conflict
          said="Somebody has changed this meanwhile."
          clashes={clashesOf({
            seen: toldBy(seen.body),
            mine: toldBy(settingsOf(seen.body, draft)),
            theirs: toldBy(newest.body),
          })}
          takesFocus
          onMine={() => store(newest, rebased(seen.body, draft, newest.body))}
          onTheirs={() => takeTheirs(newest)}
        />
      )}
      {isAsking && change.zone !== undefined && (
        <ZoneDialog from={seen.body.zone} to={change.zone} onYes={save} onClose={() => setAsking(false)} />
      )}
      <form class="project-form" ref={form} onSubmit={submit} noValidate>
        <fieldset class="bare" disabled={!mayChange}>
          <ProjectForm
            seen={seen.body}
            draft={draft}
            faults={faults}
            zones={zones}
            onChange={(part) => setDraft((old) => ({ ...old, ...part }))}
          />
        </fieldset>
        {mayChange && newest === null && (
          <div class={isChanged || said !== '' ? 'save-bar open' : 'save-bar'}>
            <p role="status" ref={news} tabIndex={-1}>
              {isChanged ? 'You have changes that are not saved.' : said}
            </p>
            <p class="field-error" role="alert">
              {action.problem}
            </p>
            {isChanged && (
              <p class="buttons">
                <button type="submit" class="button" disabled={action.isBusy}>
                  Save
                </button>
                <button type="button" class="link" onClick={undo}>
                  Undo them
                </button>
              </p>
            )}
          </div>
        )}
      </form>
      <Keys
        keys={seen.body.keys}
        mayChange={mayChange}
        onAdd={() => keysChanged(addKey(id))}
        onEnd={(key, hours) => keysChanged(endKey(id, key, hours))}
      />
    </>
  )
}

/** Without what goes on by itself. */
const toldBy = ({ zone_move: _move, ...settings }: ProjectSettings): Omit<ProjectSettings, 'zone_move'> => settings
