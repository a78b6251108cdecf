import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'

/** Proofs that a prompt was shown: each is good for one answer. */
export interface Impressions {
  issue: (project: string, prompt: string, now: Date) => string
  /** Why an answer with this impression is refused, or null. That it is used already, only the database knows: see turns.ts. */
  faultOf: (impression: string, project: string, prompt: string, now: Date) => ImpressionFault | null
}

export type ImpressionFault = 'impression_invalid' | 'impression_expired'

/**
 * Issues and reads impressions: when it ends (seconds since 1970), a number used once, and a code that only the service can make for
 * this project and prompt. Nothing is kept of one until it is used.
 *
 * It proves that somebody asked this service before they answered, and so that their address was within its rates; not that a
 * person looked.
 *
 * @param service The service's own secret, the same on every node.
 */
export function createImpressions(service: Uint8Array): Impressions {
  const codeOf = (body: Buffer, project: string, prompt: string) =>
    createHmac('sha256', service)
      .update(`impression of ${project}\0${prompt}\0`)
      .update(body)
      .digest()
      .subarray(0, CODE)

  return {
    issue(project, prompt, now) {
      const body = randomBytes(BODY)
      body.writeUInt32BE(Math.floor(now.getTime() / 1_000) + GOOD_FOR_SECONDS)
      return Buffer.concat([body, codeOf(body, project, prompt)]).toString('base64url')
    },
    faultOf(impression, project, prompt, now) {
      const bytes = Buffer.from(impression, 'base64url')
      // Encoded again, because the decoder overlooks what does not belong there, and one spelling is one turn.
      if (bytes.length !== BODY + CODE || bytes.toString('base64url') !== impression) return 'impression_invalid'
      const body = bytes.subarray(0, BODY)
      if (!timingSafeEqual(bytes.subarray(BODY), codeOf(body, project, prompt))) return 'impression_invalid'
      return body.readUInt32BE() * 1_000 < now.getTime() ? 'impression_expired' : null
    },
  }
}

/** Four bytes of time, twelve of chance. */
const BODY = 16
const CODE = 16
/** As long as an answer may wait on a device, and a day for the prompt to stand open. */
const GOOD_FOR_SECONDS = 15 * 86_400
