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
  { route: 'GET /api/projects/:project/feel', needs: 'read', query: 'journey={journey}&prompt={prompt}' },
  { route: 'GET /api/projects/:project/journeys/:journey/map', needs: 'read' },
  { route: 'GET /api/projects/:project/delivery', needs: 'read' },
  {
    route: 'GET /api/projects/:project/voices',
    needs: 'read',
    query: 'journey={journey}&prompt={prompt}&cursor={voice}',
  },
  { route: 'GET /api/projects/:project/live', needs: 'read', isStream: true },
  { route: 'DELETE /api/projects/:project/sample', needs: 'configure' },
  { route: 'GET /api/me', needs: 'person' },
]

/** Routes that anybody may call, by the reason why. `…` stands for what a build makes up. */
export const OPEN_ROUTES: Readonly<Record<string, readonly string[]>> = {
  'The secret, or the e-mail and password, are in the body.': ['POST /api/sign-in'],
  'It ends the session that it comes with, if any, and none by an id.': ['POST /api/sign-out'],
  'A write key is public and names its one project; see isolation.test.ts beside app.ts.': [
    'GET /v1/config',
    'GET /v1/impression',
    'POST /v1/events',
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
  needs: 'read' | 'configure' | 'admin' | 'person' | 'ownership'
  query?: string
  body?: unknown
  /** Instead of `If-Match: *`, e.g. `{ 'if-none-match': '*' }` for something new. */
  headers?: Record<string, string>
  /** What a foreign id in the path is answered with where it is not 404, e.g. 412 where the same id could be one's own. */
  foreign?: number
  /** It answers for minutes, and is let go after its head. */
  isStream?: true
}
