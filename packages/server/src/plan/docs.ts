import { Type } from 'typebox'

import type { RouteDocs } from '../reference/docs.ts'
import { MANAGED } from '../reference/shapes-manage.ts'

export const DRY_RUN: RouteDocs = {
  tag: 'Prompts',
  summary: 'What a prompt would have done, by the counts of the last 14 days',
  notes: 'Of the prompt that is sent along, else of its draft, else of what is published.',
  body: Type.Object({
    prompt: Type.Optional(MANAGED.PromptDocument),
    answers_per_week: Type.Optional(
      Type.Number({
        exclusiveMinimum: 0,
        description: 'The target that sets the share. Default: what the prompt itself wants',
      }),
    ),
  }),
  isBodyOptional: true,
  answer: MANAGED.DryRun,
}

export const WOULD_ASK: RouteDocs = {
  tag: 'Prompts',
  summary: 'Whether a prompt would be asked of a person on a page: yes, or the one reason',
  notes:
    'Of its draft, else of what is published. The person comes back and was never asked anything, unless said otherwise.',
  body: MANAGED.WouldAsk,
  answer: MANAGED.WouldAskAnswer,
}

export const RESPECT: RouteDocs = {
  tag: 'Prompts',
  summary: 'What people were asked of, per week and prompt, newest week first',
  notes:
    '`seconds` is what each answer took, at most five minutes, and two seconds for each prompt that was closed, refused for ever or ignored.',
  query: Type.Object({
    weeks: Type.Optional(Type.Integer({ minimum: 1, maximum: 52, default: 8, description: 'This one included' })),
  }),
  answer: MANAGED.RespectAnswer,
}
