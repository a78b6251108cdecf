import { randomBytes } from 'node:crypto'

import type { AuditAction } from '@attune/protocol'

import { laneOf } from '../database/lane.ts'
import type { Tx } from '../database/open.ts'

/** Who changes something. */
export interface Actor {
  kind: 'person' | 'token' | 'command'
  /** '' for a command. */
  id: string
  /** As others know them. */
  name: string
}

/** Whoever sits at the machine that the service runs on. */
export const COMMAND: Actor = { kind: 'command', id: '', name: 'command line' }

/** What became of what. A secret is in neither. */
export interface Change {
  action: AuditAction
  /** What was changed, by its id; '' where it is the project itself. */
  subject: string
  before?: unknown
  after?: unknown
}

/** Writes a change down, in the transaction that makes it: what is not written down is not done, and the other way round. */
export async function recordChange(
  tx: Tx,
  project: string,
  actor: Actor,
  { action, subject, before = null, after = null }: Change,
): Promise<void> {
  const at = new Date()
  const jsonOf = (value: unknown): string | null => (value === null ? null : JSON.stringify(value))
  await tx
    .insertInto('audit')
    .values({
      lane: laneOf(project),
      project_id: project,
      id: timeOrderedId(at),
      at,
      actor_kind: actor.kind,
      actor_id: actor.id,
      actor_name: actor.name,
      action,
      subject,
      before: jsonOf(before),
      after: jsonOf(after),
    })
    .execute()
}

/** A UUIDv7: its first 48 bits are milliseconds since 1970, so that the order of ids is the order of time. Source: RFC 9562, 5.7. */
function timeOrderedId(at: Date): string {
  const bytes = randomBytes(16)
  bytes.writeUIntBE(at.getTime(), 0, 6)
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x70, 6)
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8)
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}
