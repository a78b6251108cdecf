import type { IncomingHttpHeaders } from 'node:http'

import type { NewThemeRules, ThemeRule, ThemeRules } from '@attune/protocol'

import { type Actor, recordChange } from '../access/audit.ts'
import type { VisibleProject } from '../access/queries.ts'
import { requireSeen } from '../configure/etag.ts'
import { lockProject } from '../configure/writes.ts'
import type { Db } from '../database/open.ts'

/** What the team makes of the terms of themes; the empty list with revision 0 where nobody has said anything. */
export async function readThemeRules(db: Db, { lane, id }: VisibleProject): Promise<ThemeRules> {
  const row = await db
    .selectFrom('theme_rules')
    .select(['rules', 'revision', 'changed_at', 'changed_by'])
    .where('lane', '=', lane)
    .where('project_id', '=', id)
    .executeTakeFirst()
  if (!row) return { revision: 0, rules: [], changed_at: null, changed_by: '' }
  return { ...row, rules: row.rules as ThemeRule[], changed_at: row.changed_at.toISOString() }
}

/**
 * Keeps the whole list in place of the one that was seen.
 *
 * @param rules As `rulesOf` makes them.
 * @throws AppError `precondition_required`, `changed_meanwhile`
 */
export async function saveThemeRules(
  db: Db,
  project: VisibleProject,
  { actor, headers }: { actor: Actor; headers: IncomingHttpHeaders },
  { rules }: NewThemeRules,
): Promise<ThemeRules> {
  return await db.transaction().execute(async (tx) => {
    // Two who save come one after the other, also where there is no row to wait at.
    await lockProject(tx, project.lane, project.id)
    const before = await readThemeRules(tx, project)
    requireSeen(headers, rulesEtag(before))
    if (JSON.stringify(before.rules) === JSON.stringify(rules)) return before
    const changed = { revision: before.revision + 1, changed_at: new Date(), changed_by: actor.name }
    const row = { rules: JSON.stringify(rules), ...changed }
    await tx
      .insertInto('theme_rules')
      .values({ lane: project.lane, project_id: project.id, ...row })
      .onConflict((conflict) => conflict.columns(['lane', 'project_id']).doUpdateSet(row))
      .execute()
    const change = { action: 'theme_rules.changed', subject: '' } as const
    await recordChange(tx, project.id, actor, { ...change, before: before.rules, after: rules })
    return { ...changed, rules, changed_at: changed.changed_at.toISOString() }
  })
}

/** Names a list as it is: whoever saves says which one they have seen. */
export function rulesEtag({ revision }: ThemeRules): string {
  return `"${revision}"`
}
