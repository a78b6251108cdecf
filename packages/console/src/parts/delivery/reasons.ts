import type { Section } from '../../route.ts'

/** Why something was turned away, given up or left away, as a person reads it, and what to do about it. */
export interface ReasonWords {
  /** Goes on after "12 events", or after "12 deliveries" where they were turned away whole. */
  said: string
  isWhole?: true
  todo: string
  /** Where in the console it is done. */
  where?: { section: Section; name: string }
}

/** What the books call a reason, in words; a reason that is newer than this console keeps its name. */
export const wordsFor = (words: Record<string, ReasonWords>, reason: string): ReasonWords =>
  words[reason] ?? { said: `“${reason.replaceAll('_', ' ')}”`, todo: 'This reason is newer than this page. Reload it.' }

const JOURNEYS = { section: 'journeys', name: 'Journeys' } as const
const PROMPTS = { section: 'prompts', name: 'Prompts' } as const
const PROJECT = { section: 'project', name: 'Project' } as const

const UNKNOWN_STEP: ReasonWords = {
  said: 'of a step that this project does not have',
  todo: 'Add the step, or correct its name where the page reports it: journey/step, in lower case.',
  where: JOURNEYS,
}
const MALFORMED: ReasonWords = {
  said: 'not of the documented shape',
  todo: 'Something other than our script sends them, or changes them on their way. Open the page with ?attune_debug in its address to watch it.',
}

/** Source: docs/errors.md. */
export const REFUSED: Record<string, ReasonWords> = {
  malformed: MALFORMED,
  unknown_step: UNKNOWN_STEP,
  unknown_journey: { ...UNKNOWN_STEP, said: 'of a journey that this project does not have' },
  unknown_prompt: {
    said: 'to a prompt that this project does not have',
    todo: 'A page still asks it, or asks with another project’s key. Compare the data-key of the line in the page.',
    where: PROMPTS,
  },
  unknown_version: {
    said: 'to a version of a prompt that was never published here',
    todo: 'A page asks with what another service has published. Compare the address of the script in the page.',
    where: PROMPTS,
  },
  feel_out_of_range: {
    said: 'with a score that is not on the prompt’s scale',
    todo: "A page answers in its own way, with attune('answer', …). Let it send a score of the scale.",
    where: PROMPTS,
  },
  too_old: {
    said: 'from more than 14 days before',
    todo: 'Devices that were away for long. Nothing is to be done unless there are many.',
  },
  in_the_future: {
    said: 'from the future, by the sender’s clock',
    todo: 'A program sends times of its own. Let it send sent_at as well, so that its clock can be corrected.',
  },
  bot: {
    said: 'from a browser that says of itself that nobody sits before it',
    todo: 'Crawlers and automatic tests. Nothing is to be done: they are in no figure.',
  },
  impression_invalid: {
    said: 'with a proof of having been asked that was made for something else',
    todo: 'Somebody may be stuffing the box. Look at the hours below, and at who sends them.',
  },
  impression_expired: {
    said: 'with a proof of having been asked that was older than fifteen days',
    todo: 'Devices that were away for long. Nothing is to be done unless there are many.',
  },
  impression_used: {
    said: 'with a proof of having been asked that another answer had used before',
    todo: 'Somebody may be stuffing the box. Look at the hours below, and at who sends them.',
  },
  bad_request: { ...MALFORMED, said: 'that nobody could read', isWhole: true },
  too_large: {
    said: 'over 64 KiB',
    isWhole: true,
    todo: 'Our script never sends so much at once. Let the program that does send fewer events at a time.',
  },
  unsupported_media_type: {
    said: 'compressed, or called something else than JSON',
    isWhole: true,
    todo: 'A proxy or a program changes them. Let it pass them on as they are.',
  },
  origin_not_allowed: {
    said: 'from a site that is not on this project’s list',
    isWhole: true,
    todo: 'Add the site to the list if it is yours.',
    where: PROJECT,
  },
  rate_limited: {
    said: 'beyond the rate that is let through',
    isWhole: true,
    todo: 'Pages send them again by themselves. If it goes on, whoever runs the service can raise ATTUNE_LIMIT_PER_PROJECT.',
  },
  shed: {
    said: 'while the service had as much to do as it could',
    isWhole: true,
    todo: 'Pages send them again by themselves. If it goes on, the service needs a bigger machine or a second one.',
  },
  unavailable: {
    said: 'while the database was away',
    isWhole: true,
    todo: 'Pages send them again by themselves. Whoever runs the service finds why in its log.',
  },
}

/** Source: the books of the script in the page. */
export const DROPPED: Record<string, ReasonWords> = {
  ...REFUSED,
  overflow: {
    said: 'pushed out by newer ones while the device was offline',
    todo: 'Nothing is to be done unless there are many.',
  },
  too_old: {
    said: 'that had waited on the device for more than 14 days',
    todo: 'Devices that were away for long. Nothing is to be done unless there are many.',
  },
  corrupt: {
    said: 'that could not be read from the device’s storage any more',
    todo: 'Another script may write to it. Nothing else was lost with them.',
  },
  quarantined: {
    said: 'put aside by the service',
    todo: 'Whoever runs the service sees them, and why, with attune quarantine list.',
  },
  http_4xx: {
    said: 'turned away by something between the page and the service',
    todo: 'A proxy or a firewall answers in its place. Let it pass /v1/events on.',
  },
  http_5xx: {
    said: 'that met a failure between the page and the service, again and again',
    todo: 'A proxy or a firewall answers in its place. Let it pass /v1/events on.',
  },
  other: {
    said: 'given up for a reason that this service does not know',
    todo: 'The script in the page is newer than the service. Bring the service up to date.',
  },
}

export const STRIPPED: Record<string, ReasonWords> = {
  variant: {
    said: 'with a wording that its version does not have',
    todo: "They count without it. A page answers in its own way, with attune('answer', …).",
    where: PROMPTS,
  },
  follow_up: {
    said: 'to a follow-up question that its version does not ask',
    todo: "Their score and words count. A page answers in its own way, with attune('answer', …).",
    where: PROMPTS,
  },
  option: {
    said: 'with an option that its version does not offer',
    todo: "Their score and words count. A page answers in its own way, with attune('answer', …).",
    where: PROMPTS,
  },
}
