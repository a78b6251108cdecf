import type { AnswerTags, TagChange, TagList } from '@attune/protocol'
import { type FastifyPluginAsyncTypebox, Type } from '@fastify/type-provider-typebox'

import { type Guard, memberOf } from '../access/guard.ts'
import { MADE_ID_PATTERN, madeId } from '../access/parameters.ts'
import { refuse, shortened } from '../analyse/parameters.ts'
import type { Db } from '../database/open.ts'
import type { RouteDocs } from '../reference/docs.ts'
import { VOICED } from '../reference/shapes-voices.ts'
import { tagOf } from './tag-words.ts'
import { listTags, MOST_OF_ANSWER, removeTag, renameTag, tagAnswer, tagMany } from './tags.ts'

/** A team's own words on answers: on one, on many, and everywhere. */
export const tagRoutes: FastifyPluginAsyncTypebox<{ db: Db; guard: Guard }> = async (app, { db, guard }) => {
  const [reading, writing] = [guard('read'), guard('annotate')]
  app.addHook('onSend', async (_request, reply) => {
    reply.header('cache-control', 'no-store')
  })

  app.get(ALL, { onRequest: reading, config: { docs: LIST } }, async (request): Promise<TagList> => {
    return { tags: await listTags(db, memberOf(request).project) }
  })

  app.put(
    '/api/projects/:project/answers/:answer/tags',
    { onRequest: writing, schema: { params: AnswerParams, body: TagsSchema }, config: { docs: PUT } },
    async (request): Promise<AnswerTags> => {
      const { project, actor } = memberOf(request)
      const answer = madeId(request.params.answer)
      return await tagAnswer(db, project, actor, { answer, tags: request.body.tags.map(known) })
    },
  )

  app.post(
    ONE,
    { onRequest: writing, schema: { params: TagParams, body: ManySchema }, config: { docs: MANY } },
    async (request): Promise<TagChange> => {
      const { project, actor } = memberOf(request)
      return await tagMany(db, project, actor, { ...request.body, tag: known(request.params.tag) })
    },
  )

  app.patch(
    ONE,
    { onRequest: writing, schema: { params: TagParams, body: RenameSchema }, config: { docs: RENAME } },
    async (request): Promise<TagChange> => {
      const { project, actor } = memberOf(request)
      return await renameTag(db, project, actor, { tag: known(request.params.tag), to: known(request.body.tag) })
    },
  )

  app.delete(
    ONE,
    { onRequest: writing, schema: { params: TagParams }, config: { docs: REMOVE } },
    async (request): Promise<TagChange> => {
      const { project, actor } = memberOf(request)
      return await removeTag(db, project, actor, known(request.params.tag))
    },
  )
}

/** @throws AppError `bad_request` where it can be no tag. */
function known(text: string): string {
  const tag = tagOf(text)
  if (tag === null)
    throw refuse(
      'tag',
      `is "${shortened(text)}"`,
      'A tag is a word or a few, without commas, of at most 40 characters.',
    )
  return tag
}

const ALL = '/api/projects/:project/tags'
const ONE = '/api/projects/:project/tags/:tag'
const AnswerParams = Type.Object({ project: Type.String(), answer: Type.String() })
const TagParams = Type.Object({ project: Type.String(), tag: Type.String({ maxLength: 200 }) })
const Tag = Type.String({ maxLength: 200 })
const Ids = Type.Array(Type.String({ pattern: MADE_ID_PATTERN }), { maxItems: 5_000 })
const strict = { additionalProperties: false }
const TagsSchema = Type.Object({ tags: Type.Array(Tag, { maxItems: MOST_OF_ANSWER }) }, strict)
const ManySchema = Type.Object({ add: Type.Optional(Ids), remove: Type.Optional(Ids) }, strict)
const RenameSchema = Type.Object({ tag: Tag }, strict)

const LIST: RouteDocs = {
  tag: 'Figures',
  summary: 'The tags that the team has put on answers, and on how many',
  answer: VOICED.TagList,
}
const PUT: RouteDocs = {
  tag: 'Figures',
  summary: 'Gives an answer these tags and no others',
  notes: 'At most 20 of at most 40 characters. They are kept in lower case.',
  answer: VOICED.AnswerTags,
}
const MANY: RouteDocs = {
  tag: 'Figures',
  summary: 'Puts a tag on many answers, and takes it off others',
  notes: 'At most 5,000 of each. Ids that are no answer are left away, and an answer with 20 tags gets no more.',
  answer: VOICED.TagChange,
}
const RENAME: RouteDocs = {
  tag: 'Figures',
  summary: 'Renames a tag on every answer; renamed to another that is there, they become one',
  notes: 'Undone by `POST …/tags/{tag}`: remove what was `added` from `to`, and add what was `removed` to `tag`.',
  answer: VOICED.TagChange,
}
const REMOVE: RouteDocs = {
  tag: 'Figures',
  summary: 'Takes a tag off every answer',
  notes: 'Undone by `POST …/tags/{tag}`: add what was `removed`.',
  answer: VOICED.TagChange,
}
