import { SCALES } from '@attune/protocol'
import { IdSchema } from '@attune/protocol/schema'
import { type Static, Type } from 'typebox'
import { Errors } from 'typebox/value'

import { AppError } from '../errors.ts'

const STRICT = { additionalProperties: false } as const
const Text = Type.String({ minLength: 1, maxLength: 120 })
const Column = Type.String({ minLength: 1, maxLength: 300 })
const Codes = Type.Array(Type.String({ maxLength: 200 }), { maxItems: 200 })
const ScaleName = Type.Enum(['faces', 'stars', 'thumbs', 'ease', 'csat', 'nps'])

/** How the cells of a column become scores. */
const Scores = Type.Object(
  {
    /** The scale that the survey asked on; its ends say which scores are valid. */
    scale: Type.Optional(ScaleName),
    /** Codes that mean "not asked" or "does not apply". Blank always does, and `0` where the scale does not begin at 0. */
    notAsked: Type.Optional(Codes),
    /** The score of each text or code that is not a score itself. */
    values: Type.Optional(Type.Record(Type.String({ maxLength: 200 }), Type.Integer({ minimum: 0, maximum: 10 }))),
  },
  STRICT,
)

const item = {
  id: IdSchema,
  name: Text,
  column: Column,
  /** The survey's question as it was asked. Default: the name. */
  question: Type.Optional(Text),
  low: Type.Optional(Text),
  high: Type.Optional(Text),
  /** Columns with the person's own words about this item; several are joined, one a line. */
  comment: Type.Optional(Type.Union([Column, Type.Array(Column, { minItems: 1, maxItems: 10 })])),
  /** Replaces the mapping's own `scores` for this column. */
  scores: Type.Optional(Scores),
}

const Segment = Type.Object(
  {
    column: Column,
    /** The value kept for each value of the file; what is not listed is left out and reported. Absent: kept as it is. */
    values: Type.Optional(Type.Record(Type.String({ maxLength: 200 }), Type.String({ minLength: 1, maxLength: 64 }))),
    /** Codes that mean "unknown". Blank always does. */
    notAsked: Type.Optional(Codes),
  },
  STRICT,
)

const Zone = Type.String({ minLength: 1, maxLength: 64 })

/** What a mapping file holds; documented for its writers in examples/import/README.md. */
const MappingSchema = Type.Object(
  {
    /** Names this source. It is part of every id, so that the same file imported twice adds nothing. */
    id: IdSchema,
    /** Used only where the project does not exist yet. */
    project: Type.Optional(Type.Object({ name: Type.Optional(Text), zone: Type.Optional(Zone) }, STRICT)),
    journey: Type.Object({ id: IdSchema, name: Text }, STRICT),
    /** The column that tells people apart. Absent: the line number, so that rows may only be added at the end. */
    respondent: Type.Optional(Column),
    time: Type.Union([
      Type.Object({ date: Type.String({ pattern: '^\\d{4}(-\\d{2}(-\\d{2})?)?$' }) }, STRICT),
      Type.Object(
        {
          column: Column,
          format: Type.Union([Text, Type.Array(Text, { minItems: 1, maxItems: 10 })]),
          /** Put before each cell, where the file holds only a part of the date. */
          prefix: Type.Optional(Type.String({ maxLength: 40 })),
          /** Of times without an offset. Default: the project's. */
          zone: Type.Optional(Zone),
        },
        STRICT,
      ),
    ]),
    scores: Type.Optional(Scores),
    steps: Type.Array(Type.Object(item, STRICT), { minItems: 1, maxItems: 60 }),
    /** Scores of the journey as a whole: an overall satisfaction, a recommendation. Never a step. */
    overall: Type.Optional(Type.Array(Type.Object(item, STRICT), { maxItems: 10 })),
    outcome: Type.Optional(
      Type.Object(
        {
          column: Column,
          values: Type.Record(Type.String({ maxLength: 200 }), Type.Enum(['reached', 'abandoned'])),
          notAsked: Type.Optional(Codes),
        },
        STRICT,
      ),
    ),
    segments: Type.Optional(
      Type.Object(
        {
          device: Type.Optional(Segment),
          locale: Type.Optional(Segment),
          release: Type.Optional(Segment),
          traits: Type.Optional(Type.Record(IdSchema, Segment)),
        },
        STRICT,
      ),
    ),
    file: Type.Optional(
      Type.Object(
        {
          /** Default: a comma. */
          delimiter: Type.Optional(Type.String({ minLength: 1, maxLength: 4 })),
          /** Default: `utf8`. */
          encoding: Type.Optional(Type.Enum(['utf8', 'latin1', 'utf16le'])),
        },
        STRICT,
      ),
    ),
  },
  STRICT,
)

export type Mapping = Static<typeof MappingSchema>
export type MappingItem = Mapping['steps'][number]
export type ScoreCoding = Static<typeof Scores>
export type SegmentCoding = Static<typeof Segment>

/**
 * Reads a mapping and checks it whole, so that a slip is named before anything is imported.
 *
 * @param name Of the file, for the message.
 * @throws AppError `invalid_configuration` that names the place in the file and what belongs there.
 */
export function parseMapping(text: string, name: string): Mapping {
  let mapping: unknown
  try {
    mapping = JSON.parse(text)
  } catch (error) {
    throw invalid(name, '', `is not JSON: ${(error as Error).message}`, error)
  }
  const fault = Errors(MappingSchema, mapping).toSorted((a, b) => b.instancePath.length - a.instancePath.length)[0]
  if (fault) throw invalid(name, fault.instancePath, `${fault.message}${detailsOf(fault.params)}`)
  checkMeaning(mapping as Mapping, name)
  return mapping as Mapping
}

/** The id of the prompt that an item's answers belong to: one per source, so that two sources never change each other's. */
export function promptIdOf(mapping: Mapping, itemId: string): string {
  return `${mapping.id}-${itemId}`
}

/** The coding of an item: its own, else the mapping's. */
export function codingOf(mapping: Mapping, { scores }: MappingItem): ScoreCoding {
  return scores ?? mapping.scores ?? {}
}

function checkMeaning(mapping: Mapping, name: string): void {
  const seen = new Set<string>()
  for (const [list, items] of Object.entries({ steps: mapping.steps, overall: mapping.overall ?? [] })) {
    for (const [index, each] of items.entries()) {
      const place = `/${list}/${index}`
      if (seen.has(each.id)) throw invalid(name, `${place}/id`, `is used twice: "${each.id}". Every item needs its own`)
      seen.add(each.id)
      if (promptIdOf(mapping, each.id).length > MAX_ID)
        throw invalid(name, `${place}/id`, `is too long: with the mapping's id it may have ${MAX_ID - 1} characters`)
      const { scale = 'csat', values = {} } = codingOf(mapping, each)
      const { min, max } = SCALES[scale]
      const wrong = Object.entries(values).find(([, score]) => score < min || score > max)
      if (wrong)
        throw invalid(
          name,
          each.scores ? `${place}/scores/values` : '/scores/values',
          `gives "${wrong[0]}" the score ${wrong[1]}, but ${scale} runs from ${min} to ${max}`,
        )
    }
  }
  const device = Object.entries(mapping.segments?.device?.values ?? {}).find(([, kept]) => !DEVICES.has(kept))
  if (device)
    throw invalid(name, '/segments/device/values', `may only give desktop, mobile or tablet, not "${device[1]}"`)
  const zones = [mapping.project?.zone, 'zone' in mapping.time ? mapping.time.zone : undefined]
  for (const zone of zones)
    if (zone && !isZone(zone))
      throw invalid(name, '', `names an unknown time zone "${zone}"; write e.g. "Europe/Berlin"`)
}

function isZone(zone: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: zone }))
  } catch {
    return false
  }
}

/** "must not have additional properties" says nothing without their names. */
function detailsOf(params: object): string {
  const names = Object.values(params)
    .flat()
    .filter((part) => typeof part === 'string' || typeof part === 'number')
  return names.length ? ` (${names.join(', ')})` : ''
}

function invalid(name: string, place: string, fault: string, cause?: unknown): AppError {
  const where = place ? `${name}, at ${place},` : name
  return new AppError('invalid_configuration', `The mapping ${where} ${fault}. See examples/import/README.md.`, {
    cause,
  })
}

const MAX_ID = 64
const DEVICES: ReadonlySet<string> = new Set(['desktop', 'mobile', 'tablet'])
