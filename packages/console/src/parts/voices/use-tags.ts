import type { TagItem, Voice } from '@attune/protocol'
import { useState } from 'preact/hooks'

import { fetchMembers } from '../../access-api.ts'
import { fetchMe } from '../../api.ts'
import { useLoading } from '../../hooks.ts'
import { fetchTags, putTags } from '../../tags-api.ts'

/** A team's tags: which there are, who may change them, and what was changed while the page is open. */
export interface Tags {
  /** Most used first; null until they are there. */
  all: TagItem[] | null
  /** Whether whoever looks may tag and make rules; null until that is known. */
  mayChange: boolean | null
  /** Those of a voice now. */
  of: (voice: Voice) => readonly string[]
  /** Puts exactly these on a voice. @throws ApiError */
  put: (voice: Voice, tags: readonly string[]) => Promise<void>
  /** After tags were changed elsewhere than on one voice. */
  reload: () => Promise<void>
}

export function useTags(project: string): Tags {
  const all = useLoading(`tags of ${project}`, (signal) => fetchTags(project, signal))
  const may = useLoading(`role in ${project}`, async (signal) => {
    const [me, members] = await Promise.all([fetchMe(signal), fetchMembers(project, signal)])
    const role = members.find(({ person }) => person === me.id)?.role
    return role !== undefined && role !== 'viewer'
  })
  const [changed, setChanged] = useState<ReadonlyMap<string, readonly string[]>>(new Map())
  return {
    all: all.data?.tags ?? null,
    mayChange: may.data,
    of: ({ id, tags }) => changed.get(id) ?? tags,
    put: async ({ id }, tags) => {
      const now = await putTags(project, id, tags)
      setChanged((before) => new Map(before).set(id, now.tags))
      void all.reload()
    },
    reload: async () => {
      setChanged(new Map())
      await all.reload()
    },
  }
}
