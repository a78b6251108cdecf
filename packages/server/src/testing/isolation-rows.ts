/**
 * Every route that the service has, and what it needs: a route without a row fails the test, and a row without a route too.
 *
 * Ids in a path are known by their names; in `query` and `body` they are written as `{journey}`. The kinds are the keys of `Ids`.
 */
export const ROWS: readonly Row[] = [
  { route: 'GET /api/projects', needs: 'read' },
  { route: 'POST /api/projects', needs: 'ownership', body: { name: 'Another' } },
  { route: 'GET /api/projects/:project', needs: 'read' },
  { route: 'PATCH /api/projects/:project', needs: 'configure', body: { name: 'Renamed' } },
  { route: 'GET /api/projects/:project/keys', needs: 'read' },
  { route: 'POST /api/projects/:project/keys', needs: 'configure' },
  { route: 'DELETE /api/projects/:project/keys/:key', needs: 'configure', query: 'force=true' },
  { route: 'GET /api/projects/:project/configuration', needs: 'read' },
  {
    route: 'PUT /api/projects/:project/configuration',
    needs: 'configure',
    body: { project: { name: 'Alpha' }, journeys: [], prompts: [] },
  },
  { route: 'GET /api/projects/:project/feel', needs: 'read', byLink: true, query: 'journey={journey}&prompt={prompt}' },
  {
    route: 'GET /api/projects/:project/compare',
    needs: 'read',
    byLink: true,
    query: 'journey={journey}&prompt={prompt}&date=2026-01-05',
  },
  { route: 'GET /api/projects/:project/compare/options', needs: 'read', query: 'journey={journey}' },
  { route: 'GET /api/projects/:project/drivers', needs: 'read', query: 'journey={journey}&outcome={prompt}' },
  { route: 'GET /api/projects/:project/doing', needs: 'read', query: 'journey={journey}&prompt={prompt}' },
  {
    route: 'GET /api/projects/:project/trend',
    needs: 'read',
    byLink: true,
    query: 'journey={journey}&step=pay&prompt={prompt}',
  },
  { route: 'GET /api/projects/:project/journeys/:journey/map', needs: 'read', byLink: true },
  { route: 'GET /api/projects/:project/delivery', needs: 'read' },
  {
    route: 'GET /api/projects/:project/voices',
    needs: 'read',
    byLink: true,
    query: 'journey={journey}&prompt={prompt}&tag={tag}&q={journey}&cursor={voice}',
  },
  { route: 'GET /api/projects/:project/voices/:answer', needs: 'read' },
  { route: 'PUT /api/projects/:project/answers/:answer/tags', needs: 'annotate', body: { tags: ['other'] } },
  { route: 'GET /api/projects/:project/tags', needs: 'read' },
  // A tag that nobody has is put on answers as well as any.
  { route: 'POST /api/projects/:project/tags/:tag', needs: 'annotate', body: { remove: ['{answer}'] }, foreign: 200 },
  { route: 'PATCH /api/projects/:project/tags/:tag', needs: 'annotate', body: { tag: 'other' } },
  { route: 'DELETE /api/projects/:project/tags/:tag', needs: 'annotate' },
  { route: 'GET /api/projects/:project/theme-rules', needs: 'read' },
  {
    route: 'PUT /api/projects/:project/theme-rules',
    needs: 'annotate',
    body: { rules: [{ id: 'cards', name: 'Cards', terms: ['card'] }] },
  },
  {
    route: 'GET /api/projects/:project/answers',
    needs: 'read',
    query: 'journey={journey}&prompt={prompt}&cursor={answer}',
  },
  { route: 'GET /api/projects/:project/themes', needs: 'read', query: 'journey={journey}&prompt={prompt}' },
  { route: 'GET /api/projects/:project/live', needs: 'read', isStream: true },
  {
    route: 'GET /api/projects/:project/trace',
    needs: 'configure',
    query: 'code=twenty-letters-or-more',
    isStream: true,
  },
  { route: 'DELETE /api/projects/:project/sample', needs: 'configure' },
  { route: 'DELETE /api/projects/:project', needs: 'admin' },
  { route: 'POST /api/projects/:project/keep', needs: 'admin' },
  { route: 'GET /api/projects/:project/export', needs: 'admin' },
  { route: 'GET /api/projects/:project/pages', needs: 'read' },
  { route: 'GET /api/projects/:project/journeys', needs: 'read' },
  { route: 'PUT /api/projects/:project/journeys', needs: 'configure', body: { order: ['{journey}'] } },
  { route: 'GET /api/projects/:project/journeys/:journey', needs: 'read' },
  {
    route: 'PUT /api/projects/:project/journeys/:journey',
    needs: 'configure',
    body: { id: '{journey}', name: 'Other', steps: [{ id: 'pay', name: 'Other' }] },
    foreign: 412,
  },
  // A live prompt stands at it.
  { route: 'DELETE /api/projects/:project/journeys/:journey', needs: 'configure', control: 409 },
  { route: 'GET /api/projects/:project/prompts', needs: 'read' },
  { route: 'GET /api/projects/:project/prompts/:prompt', needs: 'read' },
  { route: 'DELETE /api/projects/:project/prompts/:prompt', needs: 'configure' },
  {
    route: 'PUT /api/projects/:project/prompts/:prompt/draft',
    needs: 'configure',
    body: { id: '{prompt}', step: 'alpha-journey/pay', wording: { default: { question: 'Other?' } } },
    foreign: 412,
  },
  { route: 'DELETE /api/projects/:project/prompts/:prompt/draft', needs: 'configure', foreign: 412 },
  { route: 'POST /api/projects/:project/prompts/:prompt/publish', needs: 'configure' },
  { route: 'POST /api/projects/:project/prompts/:prompt/pause', needs: 'configure' },
  { route: 'POST /api/projects/:project/prompts/:prompt/resume', needs: 'configure' },
  { route: 'POST /api/projects/:project/prompts/:prompt/end', needs: 'configure' },
  { route: 'GET /api/projects/:project/prompts/:prompt/versions', needs: 'read' },
  {
    route: 'POST /api/projects/:project/prompts/:prompt/restore',
    needs: 'configure',
    body: { version: 1 },
    foreign: 412,
  },
  { route: 'POST /api/projects/:project/prompts/:prompt/dry-run', needs: 'configure' },
  { route: 'POST /api/projects/:project/prompts/:prompt/would-ask', needs: 'read', body: { page: '/' } },
  { route: 'GET /api/projects/:project/respect', needs: 'read' },
  { route: 'GET /api/projects/:project/members', needs: 'read' },
  { route: 'PUT /api/projects/:project/members/:person', needs: 'admin', also: ['read'], body: { role: 'viewer' } },
  { route: 'DELETE /api/projects/:project/members/:person', needs: 'admin', also: ['read'] },
  { route: 'GET /api/projects/:project/invitations', needs: 'admin' },
  {
    route: 'POST /api/projects/:project/invitations',
    needs: 'admin',
    also: ['read'],
    body: { email: 'new@example.com', role: 'viewer' },
  },
  { route: 'DELETE /api/projects/:project/invitations/:invitation', needs: 'admin' },
  { route: 'GET /api/projects/:project/tokens', needs: 'admin' },
  { route: 'POST /api/projects/:project/tokens', needs: 'admin', body: { name: 'Another', scopes: ['admin'] } },
  { route: 'DELETE /api/projects/:project/tokens/:token', needs: 'admin' },
  { route: 'GET /api/projects/:project/links', needs: 'configure' },
  {
    route: 'POST /api/projects/:project/links',
    needs: 'configure',
    body: { name: 'Another', journey: '{journey}' },
  },
  { route: 'DELETE /api/projects/:project/links/:link', needs: 'configure' },
  { route: 'GET /api/projects/:project/audit', needs: 'configure', query: 'cursor={change}' },
  { route: 'GET /api/sessions', needs: 'person' },
  { route: 'DELETE /api/sessions', needs: 'person' },
  { route: 'DELETE /api/sessions/:session', needs: 'person' },
  { route: 'POST /api/password', needs: 'person', body: { next: 'none of the common ones' } },
  { route: 'GET /api/me', needs: 'person' },
  { route: 'PATCH /api/me', needs: 'person', body: { name: 'Another' } },
]

/** Routes that anybody may call, by the reason why. `…` stands for what a build makes up. */
export const OPEN_ROUTES: Readonly<Record<string, readonly string[]>> = {
  'The secret, or the e-mail and password, are in the body.': ['POST /api/sign-in'],
  'It ends the session that it comes with, if any, and none by an id.': ['POST /api/sign-out'],
  'The secret of an invitation is in the body, and opens what it is for.': ['POST /api/join/look', 'POST /api/join'],
  'The secret of a link is in its header, and opens what it is for; see links.test.ts.': ['GET /api/link'],
  'It says which ways to sign in there are, and nothing of a project.': ['GET /api/sign-in'],
  'The same for everybody, for editors.': ['GET /api/configuration.schema.json'],
  'It says what can be asked, and nothing of any project.': [
    'GET /api/openapi.json',
    'GET /api/reference',
    'GET /api/reference.css',
  ],
  'A write key is public and names its one project; see isolation.test.ts beside app.ts.': [
    'GET /v1/config',
    'GET /v1/impression',
    'POST /v1/events',
    'POST /v1/trace',
  ],
  'The same files for everybody.': [
    'GET /',
    'GET /console',
    'GET /console/*',
    'GET /demo',
    'GET /demo/*',
    'GET /attune.js',
    'GET /attune-….js',
    'GET /attune.json',
    'GET /widget-….js',
    'GET /words-….js',
  ],
  'A browser asks before it sends, and is told what it may send.': ['OPTIONS *'],
  'Balancers and monitors ask it, and nothing of a project is in it.': ['GET /healthz', 'GET /readyz', 'GET /metrics'],
}

/** Open routes that only some builds have. */
export const SOMETIMES: readonly string[] = ['GET /words-….js']

/** A route that is not open. */
export interface Row {
  /** As Fastify has it. A `GET` stands for its `HEAD`, too. */
  route: `${'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'} /${string}`
  /** A scope in the project; `person`: to be signed in; `ownership`: to be signed in and own any project. */
  needs: 'read' | 'annotate' | 'configure' | 'admin' | 'person' | 'ownership'
  /** Whoever has a link may read it, of its own journey. */
  byLink?: true
  /** Scopes needed besides: a role, for one, is given only by who may do what it may. */
  also?: readonly ('read' | 'configure' | 'admin')[]
  query?: string
  body?: unknown
  /** Instead of `If-Match: *`, e.g. `{ 'if-none-match': '*' }` for something new. */
  headers?: Record<string, string>
  /** What a foreign id in the path is answered with where it is not 404, e.g. 412 where the same id could be one's own. */
  foreign?: number
  /** What the owner is told where it is not 2xx, e.g. 409 where something else stands in the way. */
  control?: number
  /** It answers for minutes, and is let go after its head. */
  isStream?: true
}
