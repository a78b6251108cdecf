import { writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import type { ConfigurationDocument, VoicesAnswer } from '@attune/protocol'

import type { Service } from '../e2e/service.ts'

/** What the service has of a project's answers. */
export interface Questions {
  /** Every comment that is stored, as often as it is. */
  comments: () => Promise<string[]>
  /** Answers at the payment step by the counts, not by the rows: a repeated answer must not be counted either. */
  counted: () => Promise<number>
}

/** Sets up a project of which the key is `pk_PROJECT`, with a prompt at its payment step; everybody may be asked at once. */
export async function setUp(service: Service, project: string): Promise<Questions> {
  const file = join(tmpdir(), `attune-${project}-${process.pid}.json`)
  writeFileSync(file, JSON.stringify(configurationOf(project)))
  await service.attune('config', 'push', file, '--project', project)
  const token = await service.attune('token', 'create', '--project', project, '--scope', 'read')
  return {
    async comments() {
      const found: string[] = []
      for (let cursor = ''; ;) {
        const path = `/api/projects/${project}/voices?words=only&limit=200${cursor && `&cursor=${cursor}`}`
        const { voices, next } = await service.get<VoicesAnswer>(path, token)
        found.push(...voices.map(({ comment }) => comment ?? ''))
        if (!next) return found
        cursor = encodeURIComponent(next)
      }
    },
    async counted() {
      const path = `/api/projects/${project}/feel?journey=checkout`
      const { rows } = await service.get<{ rows: { step: string; n: number }[] }>(path, token)
      return rows.find(({ step }) => step === 'payment')?.n ?? 0
    },
  }
}

/** The prompt that `setUp` sets up. */
export const PROMPT = 'payment-feel'

const configurationOf = (project: string): ConfigurationDocument => ({
  project: {
    name: 'Shop',
    keys: [`pk_${project}`],
    budget: { firstSession: true, afterShownDays: 0, sameStepDays: 0, perSession: 0 },
  },
  journeys: [
    {
      id: 'checkout',
      name: 'Checkout',
      steps: [
        { id: 'cart', name: 'Cart', match: { urls: ['/cart'] } },
        { id: 'payment', name: 'Payment', match: { urls: ['/payment'] } },
      ],
    },
  ],
  prompts: [{ id: PROMPT, step: 'checkout/payment', wording: { default: { question: 'How did paying feel?' } } }],
})
