import type { AuditAction, AuditAnswer } from '@attune/protocol'

import { laneOf } from '../database/lane.ts'
import type { Db } from '../database/open.ts'

/**
 * What was changed in a project, newest first.
 *
 * @param before Goes on before this entry; null: from the newest.
 * @param limit Entries at most.
 */
export async function listChanges(
  db: Db,
  project: string,
  { before, limit }: { before: string | null; limit: number },
): Promise<AuditAnswer> {
  let query = db
    .selectFrom('audit')
    .select(['id', 'at', 'actor_kind', 'actor_id', 'actor_name', 'action', 'subject', 'before', 'after'])
    .where('lane', '=', laneOf(project))
    .where('project_id', '=', project)
    .orderBy('id', 'desc')
    // One more than asked for tells whether there is more.
    .limit(limit + 1)
  if (before !== null) query = query.where('id', '<', before)
  const rows = await query.execute()
  const entries = rows.slice(0, limit).map((row) => ({
    id: row.id,
    at: row.at.toISOString(),
    actor: { kind: row.actor_kind, id: row.actor_id, name: row.actor_name },
    action: row.action as AuditAction,
    subject: row.subject,
    before: row.before,
    after: row.after,
  }))
  return { entries, next: rows.length > limit ? (entries.at(-1)?.id ?? null) : null }
}
