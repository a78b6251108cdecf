import type { Analysis, Route, Section } from '../../packages/console/src/route.ts'
import { FIRST_STEP, JOURNEY, PROMPT } from './xss-configuration.ts'
import {
  type Open,
  openAll,
  openConflict,
  openEditor,
  openVersions,
  showAllAnswers,
  showAllChanges,
} from './xss-opening.ts'
import type { Stored } from './xss-store.ts'

/** Something to look at, once for each project that holds payloads. */
export interface View {
  name: string
  /** The files of the console's `pages/` that draw it. */
  pages: readonly string[]
  /** Who looks. Default: an owner. */
  who?: 'viewer' | 'newcomer' | 'stranger'
  /** Where it is, and which payloads stand there as text. */
  stops: (stored: Stored) => Stop[]
  /** Opens what is closed at first. */
  open?: Open
  /** The share of them that is there: some are taken out of what people said, as they look like an address or a secret. */
  least?: number
}

export interface Stop {
  path: string
  says: readonly string[]
}

/** Every page that an address names. A new one does not compile without a row, and a file of `pages/` in none fails the test. */
export const VIEWS: Readonly<
  Record<Exclude<Route['page'], 'configure' | 'analyse'> | Section | Analysis, readonly View[]>
> = {
  home: [
    {
      name: 'home without a journey',
      pages: ['Home.tsx'],
      who: 'newcomer',
      stops: ({ payloads: [name = ''] }) => [{ path: '/console/', says: [name] }],
    },
  ],
  journey: [
    {
      name: 'the maps',
      pages: ['Journey.tsx', 'MapPage.tsx'],
      stops: ({ id, payloads }) => [
        { path: `/console/p/${id}/${JOURNEY}`, says: payloads },
        ...payloads.slice(1, FEW).map((payload, i) => ({ path: `/console/p/${id}/j${i + 1}`, says: [payload] })),
      ],
    },
  ],
  step: [
    {
      name: 'what a link shows',
      pages: ['Shared.tsx'],
      who: 'stranger',
      stops: ({ link, payloads }) => [{ path: new URL(link).pathname + new URL(link).hash, says: payloads }],
    },
    {
      name: 'all answers at a step',
      pages: ['StepPage.tsx'],
      stops: at((id) => `p/${id}/${JOURNEY}/${FIRST_STEP}`),
      open: showAllAnswers,
      least: 0.8,
    },
    {
      name: 'the steps',
      pages: ['StepPage.tsx'],
      stops: ({ id, payloads }) =>
        payloads.slice(1).map((says, i) => ({ path: `/console/p/${id}/${JOURNEY}/s${i + 1}`, says: [says] })),
    },
  ],
  voices: [
    {
      name: 'voices',
      pages: ['analyse/Analyse.tsx', 'analyse/VoicesPage.tsx'],
      stops: at((id) => `a/${id}/${JOURNEY}/voices?step=${FIRST_STEP}`),
      open: showAllAnswers,
      least: 0.8,
    },
  ],
  compare: [
    {
      name: 'a comparison, and all that could be compared',
      pages: ['analyse/ComparePage.tsx'],
      stops: at((id) => `a/${id}/${JOURNEY}/compare?step=${FIRST_STEP}`),
      open: openAll,
    },
  ],
  drivers: [
    { name: 'no drivers', pages: ['analyse/DriversPage.tsx'], stops: silent((id) => `a/${id}/${JOURNEY}/drivers`) },
    {
      name: 'drivers of a prompt',
      pages: ['analyse/DriversPage.tsx'],
      stops: at((id) => `a/${id}/${JOURNEY}/drivers?outcome=${PROMPT}`),
    },
  ],
  doing: [
    { name: 'doing', pages: ['analyse/DoingPage.tsx'], stops: at((id) => `a/${id}/${JOURNEY}/doing?from=1900-01-01`) },
  ],
  delivery: [
    {
      name: 'delivery',
      pages: ['analyse/DeliveryPage.tsx'],
      stops: ({ id, payloads: [name = ''] }) => [{ path: `/console/a/${id}/${JOURNEY}/delivery`, says: [name] }],
    },
  ],
  report: [{ name: 'report', pages: ['analyse/ReportPage.tsx'], stops: at((id) => `a/${id}/${JOURNEY}/report`) }],
  journeys: [
    {
      name: 'the journeys',
      pages: ['configure/JourneysPage.tsx', 'configure/JourneyList.tsx'],
      stops: at((id) => `c/${id}/journeys`),
    },
    {
      name: 'a journey in its editor',
      pages: ['configure/JourneyEditor.tsx'],
      stops: at((id) => `c/${id}/journeys/${JOURNEY}`),
      open: openAll,
    },
    { name: 'a new journey', pages: ['configure/JourneyEditor.tsx'], stops: silent((id) => `c/${id}/journeys/new:`) },
    { name: 'a walk', pages: ['configure/WalkPage.tsx'], stops: silent((id) => `c/${id}/journeys/walk:`) },
    {
      name: 'a journey that is none',
      pages: ['configure/JourneysPage.tsx'],
      stops: nowhere((id) => `c/${id}/journeys/`),
    },
  ],
  prompts: [
    {
      name: 'the prompts',
      pages: ['configure/PromptsPage.tsx', 'configure/PromptList.tsx'],
      stops: at((id) => `c/${id}/prompts`),
    },
    { name: 'a new prompt', pages: ['configure/NewPrompt.tsx'], stops: at((id) => `c/${id}/prompts/new:`) },
    {
      name: 'a prompt in its editor, in every language and state',
      pages: ['configure/PromptPage.tsx'],
      stops: at((id) => `c/${id}/prompts/${PROMPT}`),
      open: openEditor,
    },
    {
      name: 'a prompt for a place in the page',
      pages: ['configure/PromptPage.tsx'],
      stops: ({ id, payloads }) => [{ path: `/console/c/${id}/prompts/p1`, says: payloads.slice(1, 2) }],
    },
    {
      name: 'the versions of a prompt',
      pages: ['configure/VersionsPage.tsx'],
      stops: at((id) => `c/${id}/prompts/${PROMPT}:versions`),
      open: openVersions,
    },
    { name: 'a prompt that is none', pages: ['configure/PromptsPage.tsx'], stops: nowhere((id) => `c/${id}/prompts/`) },
  ],
  respect: [
    {
      name: 'respect',
      pages: ['configure/RespectPage.tsx'],
      stops: ({ id, payloads }) => [{ path: `/console/c/${id}/respect`, says: payloads.slice(1) }],
    },
  ],
  people: [
    { name: 'the people', pages: ['configure/PeoplePage.tsx'], stops: at((id) => `c/${id}/people`) },
    {
      name: 'the people, to a viewer',
      pages: ['configure/PeoplePage.tsx'],
      who: 'viewer',
      stops: at((id) => `c/${id}/people`),
    },
  ],
  tokens: [
    { name: 'the tokens', pages: ['configure/TokensPage.tsx'], stops: at((id) => `c/${id}/tokens`) },
    {
      name: 'no tokens, to a viewer',
      pages: ['configure/TokensPage.tsx'],
      who: 'viewer',
      stops: at((id) => `c/${id}/tokens`),
    },
  ],
  project: [
    {
      name: 'the project',
      pages: ['configure/Configure.tsx', 'configure/ProjectPage.tsx', 'configure/ProjectEditor.tsx'],
      stops: ({ id, payloads: [name = ''] }) => [{ path: `/console/c/${id}/project`, says: [name] }],
      open: openConflict,
    },
    {
      name: 'the project, to a viewer',
      pages: ['configure/ProjectPage.tsx'],
      who: 'viewer',
      stops: at((id) => `c/${id}/project`),
    },
  ],
  audit: [
    {
      name: 'the history',
      pages: ['configure/AuditPage.tsx'],
      stops: at((id) => `c/${id}/audit`),
      open: showAllChanges,
    },
    {
      name: 'no history, to a viewer',
      pages: ['configure/AuditPage.tsx'],
      who: 'viewer',
      stops: silent((id) => `c/${id}/audit`),
    },
  ],
  account: [{ name: 'the account', pages: ['Account.tsx'], who: 'viewer', stops: at(() => 'account') }],
  join: [
    {
      name: 'joining',
      pages: ['Join.tsx'],
      who: 'stranger',
      stops: ({ invitation, payloads: [name = ''] }) => [
        { path: new URL(invitation).pathname + new URL(invitation).hash, says: [name] },
      ],
    },
  ],
  new: [{ name: 'a new project', pages: ['NewProject.tsx'], stops: silent(() => 'new') }],
  unknown: [
    { name: 'nowhere', pages: ['NotFound.tsx'], stops: nowhere((id) => `p/${id}/`) },
    { name: 'signing in', pages: ['SignIn.tsx'], who: 'stranger', stops: nowhere(() => '#sign-in-problem=') },
  ],
}

/** One place, where every payload of the project stands. */
function at(path: (id: string) => string) {
  return ({ id, payloads }: Stored): Stop[] => [{ path: `/console/${path(id)}`, says: payloads }]
}

/** One place, where nothing stands that somebody has written. */
function silent(path: (id: string) => string) {
  return ({ id }: Stored): Stop[] => [{ path: `/console/${path(id)}`, says: [] }]
}

/** Addresses that end in a payload, of which nothing is known. */
function nowhere(path: (id: string) => string) {
  return ({ id, payloads }: Stored): Stop[] =>
    payloads.slice(0, FEW).map((payload) => ({ path: `/console/${path(id)}${encodeURIComponent(payload)}`, says: [] }))
}

/** Of what takes a page of its own for each, and stands on every other page among the journeys to choose from. */
const FEW = 4
