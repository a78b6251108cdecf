import type { ConfigurationDocument } from '@attune/protocol'
import type { Client } from 'pg'

export const SHOP = 'shop'

/** A journey of six steps, each with a prompt that asks why. */
export function shopDocument(): ConfigurationDocument {
  return {
    project: { name: 'Shop' },
    journeys: [{ id: 'checkout', name: 'Checkout', steps: STEPS.map((id) => ({ id, name: id })) }],
    prompts: STEPS.map((step) => ({
      id: `${step}-feel`,
      step: `checkout/${step}`,
      wording: { default: { question: 'How did this feel?' }, de: { question: 'Wie hat sich das angefühlt?' } },
    })),
  }
}

/** So many answers with everything that an answer can have, spread over a year; the same in every run. */
export async function fillShop(client: Client, lane: number, answers: number): Promise<void> {
  // Nothing is promised of what is only made to be read: it may be lost.
  await client.query('set synchronous_commit = off')
  for (let first = 0; first < answers; first += CHUNK)
    await client.query(MAKE_ANSWERS, [lane, SHOP, first, Math.min(answers, first + CHUNK) - 1, STEPS])
  await client.query('vacuum (analyze) answers')
}

const MAKE_ANSWERS = `insert into answers (lane, project_id, id, at, received_at, day, journey, step, prompt, version, variant, feel,
    comment, answers, visit, visitor, page, device, locale, release, traits, share, took_ms, origin)
  select $1, $2, md5(i::text)::uuid, at, at, at::date, 'checkout', step, step || '-feel', 1, '', feel,
    case when h % 5 = 0 then 'It took a while until I found where to put in the "voucher", and then it was gone.' end,
    case when h % 3 = 0 then '{"why": ["slow", "unclear"]}'::jsonb end,
    md5('visit' || i)::uuid, 'v_' || i, '/checkout/' || step,
    (array['mobile', 'mobile', 'mobile', 'desktop', 'tablet'])[1 + h / 7 % 5],
    (array['de-DE', 'de-DE', 'en-GB', 'fr', 'pt-BR'])[1 + h / 71 % 5],
    to_char(at, 'IYYY.IW'), jsonb_build_object('plan', (array['free', 'pro'])[1 + h % 2]), 0.25, 5300 + h % 1000, 'live'
  from (
    select i, h, ($5::text[])[1 + h / 713 % 6] as step, (array[1, 2, 3, 4, 4, 4, 5, 5])[1 + h / 4283 % 8] as feel,
      now() at time zone 'UTC' - (i % 525600) * interval '1 minute' as at
    from (select i, ('x' || substr(md5('h' || i), 1, 7))::bit(28)::int as h from generate_series($3::int, $4::int) i) n
  ) made`

const STEPS = ['cart', 'delivery', 'payment', 'review', 'confirmation', 'account']
const CHUNK = 250_000
