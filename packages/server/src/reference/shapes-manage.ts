import type {
  DryRun,
  KeyItem,
  NewProject,
  ProjectChange,
  ProjectSettings,
  JourneyList,
  PageList,
  PromptListItem,
  PromptState,
  PromptVersionItem,
  Published,
  RespectAnswer,
  WouldAsk,
  WouldAskAnswer,
} from '@attune/protocol'
import { ConfigurationSchema, JourneySchema, PromptSchema } from '@attune/protocol/schema'
import { type Static, Type } from 'typebox'

import { Id, maybe, named, PrivacyName, type Same } from './shape-parts.ts'

const Text = Type.String()
const Count = Type.Integer({ minimum: 0 })
const Rate = maybe(Type.Number())
const Status = Type.Enum(['live', 'paused', 'ended', 'imported', 'draft'])
const PromptDocument = Type.Object(PromptSchema.properties, { title: 'PromptDocument', additionalProperties: false })
const Journey = Type.Object(JourneySchema.properties, { title: 'JourneyConfig', additionalProperties: false })

const Change = named('PromptChange', {
  place: Type.String({ description: 'E.g. `wording.de.question`' }),
  before: Type.Unknown(),
  after: Type.Unknown(),
  text: Text,
  breaks: Type.Boolean({ description: 'Answers before and after are never added up unasked' }),
})

const Check = named('PublishCheck', {
  level: Type.Enum(['stop', 'warn']),
  code: Type.Enum([
    'invalid',
    'no_match',
    'over_budget',
    'contrast',
    'missing_locale',
    'new_series',
    'crowded_out',
    'ended_schedule',
    'no_pairs',
  ]),
  text: Text,
})

const STATE = {
  id: Id,
  status: Status,
  version: maybe(Type.Integer()),
  published: maybe(PromptDocument),
  published_at: maybe(Text),
  published_by: Text,
  draft: maybe(PromptDocument),
  updated_at: maybe(Text),
  updated_by: Text,
  changes: Type.Array(Change),
  checks: Type.Array(Check),
}

const RespectRow = named('RespectRow', {
  week: Text,
  prompt: Id,
  step: Text,
  shown: Count,
  answered: Count,
  dismissed: Count,
  ignored: Count,
  never: Count,
  seconds: Type.Number({ description: 'Taken from people altogether' }),
  dismiss_rate: Rate,
  is_nuisance: Type.Boolean(),
})

const { budget, theme, signals, origins, impressions, retention, traits } =
  ConfigurationSchema.properties.project.properties

const Key = named('KeyItem', {
  key: Text,
  created_at: Text,
  expires_at: maybe(Type.String({ description: 'One that is past opens nothing any more' })),
})

const ZoneMove = named('ZoneMove', {
  from: Type.String({ description: 'The zone that all of it was counted in before' }),
  to: Text,
  since: Type.String({
    description:
      'When the zone was changed last. What was counted until then without an answer that is kept (entered, shown, outcomes, deliveries) stays under the days of the zone before',
  }),
  progress: Type.Number({ minimum: 0, maximum: 1 }),
  done_at: maybe(Type.String({ description: 'Null: it goes on, and numbers by day may be a day off until then' })),
})

const CHANGE = {
  name: Type.Optional(Text),
  zone: Type.Optional(
    Type.String({
      description: 'IANA name of a time zone. After a change, answers move to its days step by step: see `zone_move`',
    }),
  ),
  privacy: Type.Optional(PrivacyName),
  budget,
  theme,
  signals,
  origins,
  impressions,
  retention,
  traits,
}

/** What is managed, by the names of `manage.ts`: a route says `answer: MANAGED.PromptState`. */
export const MANAGED = {
  KeyItem: Key,
  NewProject: named('NewProject', {
    id: Type.Optional(Type.String({ description: 'Absent: made from the name, and a free one' })),
    name: Text,
    zone: Type.Optional(Text),
    privacy: Type.Optional(PrivacyName),
  }),
  ProjectChange: named('ProjectChange', CHANGE),
  ProjectSettings: named('ProjectSettings', {
    ...Type.Required(Type.Object(CHANGE)).properties,
    id: Id,
    keys: Type.Array(Key),
    zone_move: maybe(ZoneMove),
  }),
  ZoneMove,
  JourneyConfig: Journey,
  JourneyList: named('JourneyList', { journeys: Type.Array(Journey) }),
  PageList: named('PageList', {
    pages: Type.Array(named('PageItem', { path: Text, n: Type.Integer() })),
    at_most: Type.Integer(),
  }),
  PromptDocument,
  PromptListItem: named('PromptListItem', {
    id: Id,
    step: Text,
    question: Text,
    status: Status,
    version: maybe(Type.Integer()),
    published_at: maybe(Text),
    has_draft: Type.Boolean(),
    updated_at: maybe(Text),
    updated_by: Text,
  }),
  PromptState: named('PromptState', STATE),
  PromptVersionItem: named('PromptVersionItem', {
    version: Type.Integer(),
    published_at: Text,
    published_by: Text,
    content: PromptDocument,
    changes: Type.Array(Change),
    is_new_series: Type.Boolean(),
    answers: Count,
  }),
  Published: named('Published', { ...STATE, is_new_version: Type.Boolean(), is_new_series: Type.Boolean() }),
  DryRun: named('DryRun', {
    from: Text,
    to: Text,
    reached_per_day: Rate,
    asked_per_day: Rate,
    answers_per_day: Rate,
    response_rate: Type.Number(),
    response_rate_from: Type.Enum(['prompt', 'project', 'assumed']),
    days_until: Type.Array(Type.Object({ answers: Type.Enum([50, 93, 381]), days: maybe(Type.Integer()) })),
    crowds_out: Type.Array(Type.Object({ prompt: Id, people_per_day: Type.Number() })),
    share_for_target: Rate,
    notes: Type.Array(Text),
  }),
  WouldAsk: named('WouldAsk', {
    page: Text,
    device: Type.Optional(Type.Enum(['desktop', 'mobile', 'tablet'])),
    locale: Type.Optional(Text),
    release: Type.Optional(Text),
    traits: Type.Optional(Type.Record(Type.String(), Text)),
    is_returning: Type.Optional(Type.Boolean()),
  }),
  WouldAskAnswer: named('WouldAskAnswer', { asked: Type.Boolean(), reason: Text, text: Text }),
  RespectAnswer: named('RespectAnswer', { from: Text, to: Text, rows: Type.Array(RespectRow) }),
}

type Of<K extends keyof typeof MANAGED> = Static<(typeof MANAGED)[K]>

true satisfies Same<Of<'KeyItem'>, KeyItem>
true satisfies Same<Of<'NewProject'>, NewProject>
true satisfies Same<Of<'ProjectChange'>, ProjectChange>
true satisfies Same<Of<'ProjectSettings'>, ProjectSettings>
true satisfies Same<Of<'JourneyList'>, JourneyList>
true satisfies Same<Of<'PageList'>, PageList>
true satisfies Same<Of<'PromptListItem'>, PromptListItem>
true satisfies Same<Of<'PromptState'>, PromptState>
true satisfies Same<Of<'PromptVersionItem'>, PromptVersionItem>
true satisfies Same<Of<'Published'>, Published>
true satisfies Same<Of<'DryRun'>, DryRun>
true satisfies Same<Of<'WouldAsk'>, WouldAsk>
true satisfies Same<Of<'WouldAskAnswer'>, WouldAskAnswer>
true satisfies Same<Of<'RespectAnswer'>, RespectAnswer>
