import { type AnsweredEvent, type Draft, MAX_COMMENT, type PromptConfig } from '@attune/protocol'

import type { Notices } from './commands.ts'
import { mask } from './mask.ts'
import { quietly } from './natives.ts'
import type { Happening } from './outbox.ts'
import { type AskingParts, type Said, SAID } from './when-asking.ts'

/** How an answer came about. */
export type AnswerDetails = Pick<
  AnsweredEvent,
  'id' | 'visit' | 'took_ms' | 'share' | 'variant' | 'impression' | 'unprompted'
> & {
  at?: string
}

/** Keeps what people say, masked, in the outbox at every tap; and takes over what the host's own interface was told. */
export function createAnswers(parts: AskingParts) {
  const { config, host, mail, tab, visits, outbox, tell } = parts
  let letGo: (() => void) | undefined
  /** While an answer may still change, this tab holds a lock of its name, by which others know that it is there. */
  const holdOn = () => {
    if (letGo) return
    letGo = () => {}
    // Some pages have a `Promise` of another library.
    const isOver = new Promise<void>((resolve) => (letGo = resolve))
    void quietly(() => navigator.locks.request(lockOf(tab.get('t')), () => isOver).catch(() => {}))
  }
  const keep = ({ id, version, step }: PromptConfig, { feel, comment, answers }: Draft, details: AnswerDetails) => {
    const { visit } = details
    parts.keep()
    holdOn()
    // What is undefined goes no further than this.
    outbox.hold(details.id, {
      type: 'answered',
      prompt: id,
      version,
      step,
      feel,
      comment: comment ? mask(comment).slice(0, MAX_COMMENT) : undefined,
      answers: answers && Object.fromEntries(Object.entries(answers).map(([name, all]) => [name, all.map(mask)])),
      ...details,
    } as Happening)
    if (visits.change(step).id === visit) visits.change(step, { answered: true })
    // An outcome that waits for the answer now says whose visit it ends.
    const owed = outbox.held(visit)
    if (owed) outbox.hold(visit, { ...owed, visit } as Happening)
  }
  /** Proof that a prompt was asked for, where the project wants one; without a network, the answer goes without. */
  const impressionFor = (prompt: string) =>
    config.settings.impressions &&
    fetch(`${host}${config.settings.impressions}&prompt=${prompt}`, {
      credentials: 'omit',
      signal: AbortSignal.timeout(IMPRESSION_WITHIN_MS),
    })
      .then((response) => (response.ok ? response.text() : undefined))
      .catch(() => undefined)
  const announce = ({ id, step }: PromptConfig, { feel, comment, answers }: Draft) =>
    tell('answered', { prompt: id, step, feel, comment, ...(answers && { answers }) } as Notices['answered'])

  return {
    keep,
    /** What was kept here is final. */
    release() {
      outbox.release()
      letGo?.()
      letGo = undefined
    },
    /** What tabs that are gone have left is final: those that were closed too soon to say so, or killed. */
    async releaseGone() {
      const { held = [] } = await navigator.locks.query()
      const alive = new Set(held.map(({ name }) => name))
      outbox.release(({ event, tab: holder }) => event.type === 'answered' && !alive.has(lockOf(holder)))
    },
    /** Tells the host that an answer is final. */
    announce,
    impressionFor,
    /**
     * What the host's own interface was told, on this page or on one that went away too soon.
     *
     * @param start Of the keys: `SAID` for all there are, of other tabs, too.
     * @param onTaken Told of each.
     */
    async takeSaid(start: string, onTaken: (prompt: PromptConfig) => void) {
      for (const key of mail.keys(start)) {
        const said = mail.get(key) as Said | undefined
        const prompt = config.prompts.find(({ id }) => id === said?.prompt)
        if (!said || !prompt) {
          outbox.drop(key, said ? 'unknown_prompt' : 'corrupt')
          continue
        }
        const { feel, comment = '', answers, at, visit } = said
        const asking = impressionFor(prompt.id)
        const impression = asking && (await asking)
        // Another tab, or this one, may have been quicker meanwhile.
        if (!mail.keys(key)[0]) continue
        const draft: Draft = { feel, comment, ...(answers && { answers }) }
        const id = key.slice(SAID.length)
        keep(prompt, draft, { id, visit, at, ...(impression && { impression }) })
        mail.set(key)
        // It alone: a prompt that is open meanwhile may still change its own.
        outbox.release(({ event }) => event.type === 'answered' && event.id === id)
        onTaken(prompt)
        announce(prompt, draft)
      }
    },
  }
}

/** How long a prompt waits for its impression. */
const IMPRESSION_WITHIN_MS = 3000
const lockOf = (tab: unknown) => `attune:${String(tab)}`

export type Answers = ReturnType<typeof createAnswers>
