import type { FastifyReply, FastifyRequest } from 'fastify'

/** How long a person stays signed in. */
export const SESSION_DAYS = 30

/** The secret in a request's session cookie. */
export function sessionSecretOf(request: FastifyRequest, secure: boolean): string | undefined {
  return request.cookies[nameOf(secure)]
}

export function setSessionCookie(reply: FastifyReply, secret: string, secure: boolean): void {
  reply.setCookie(nameOf(secure), secret, { ...attributes(secure), maxAge: SESSION_DAYS * 86_400 })
}

export function clearSessionCookie(reply: FastifyReply, secure: boolean): void {
  reply.clearCookie(nameOf(secure), attributes(secure))
}

/** With `__Host-` no other host, not even a subdomain, can set it; browsers allow the prefix by https alone. */
function nameOf(secure: boolean): string {
  return secure ? '__Host-attune' : 'attune'
}

function attributes(secure: boolean) {
  return { path: '/', httpOnly: true, sameSite: 'lax', secure } as const
}
