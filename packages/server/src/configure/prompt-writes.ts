import type { PromptDocument } from '@attune/protocol'

import type { Tx } from '../database/open.ts'
import type { CurrentPrompt, Place } from './writes.ts'

/** Makes a version the one that pages are given. */
export async function upsertPrompt(tx: Tx, { lane, id: project }: Place, prompt: CurrentPrompt): Promise<void> {
  const { id, ...rest } = prompt
  const said = { ...rest, term: JSON.stringify(rest.term) }
  await tx
    .insertInto('prompts')
    .values({ lane, project_id: project, id, ...said })
    .onConflict((conflict) => conflict.columns(['lane', 'project_id', 'id']).doUpdateSet(said))
    .execute()
}

export async function setStatus(
  tx: Tx,
  { lane, id }: Place,
  prompt: string,
  status: CurrentPrompt['status'],
): Promise<void> {
  await tx
    .updateTable('prompts')
    .set({ status })
    .where('lane', '=', lane)
    .where('project_id', '=', id)
    .where('id', '=', prompt)
    .execute()
}

/** Takes a prompt out of the configuration; its versions stay. */
export async function deletePrompt(tx: Tx, { lane, id }: Place, prompt: string): Promise<void> {
  await tx
    .deleteFrom('prompts')
    .where('lane', '=', lane)
    .where('project_id', '=', id)
    .where('id', '=', prompt)
    .execute()
}

/** Keeps a draft in place of the one before. @param by The name of who did it. */
export async function upsertDraft(tx: Tx, { lane, id }: Place, content: PromptDocument, by: string): Promise<void> {
  const said = { content: JSON.stringify(content), updated_at: new Date(), updated_by: by }
  await tx
    .insertInto('prompt_drafts')
    .values({ lane, project_id: id, prompt: content.id, ...said })
    .onConflict((conflict) =>
      conflict
        .columns(['lane', 'project_id', 'prompt'])
        .doUpdateSet((eb) => ({ ...said, revision: eb('prompt_drafts.revision', '+', 1) })),
    )
    .execute()
}

export async function deleteDraft(tx: Tx, { lane, id }: Place, prompt: string): Promise<void> {
  await tx
    .deleteFrom('prompt_drafts')
    .where('lane', '=', lane)
    .where('project_id', '=', id)
    .where('prompt', '=', prompt)
    .execute()
}
