import type { Command } from './command.ts'

/** Every command by name, loaded when it is called, so that `attune` answers at once. */
export const COMMANDS: Record<string, { usage: string; does: string; load: () => Promise<Command> }> = {
  serve: {
    usage: 'serve [--demo] [--sign-in-link]',
    does: 'runs the service',
    load: async () => (await import('./serve.ts')).serveCommand,
  },
  migrate: {
    usage: 'migrate',
    does: 'brings the database to this release',
    load: async () => (await import('./database/command.ts')).migrateCommand,
  },
  import: {
    usage: 'import FILE.csv[.gz] --project P --map MAPPING.json',
    does: 'turns a survey export into answers at steps',
    load: async () => (await import('./import/command.ts')).importCommand,
  },
  config: {
    usage:
      'config push FILE --project P [--dry-run] [--force] | config diff FILE --project P | config pull --project P [FILE] [--format yaml|json]',
    does: "writes a project's whole configuration from a file, says what that would change, or reads it",
    load: async () => (await import('./configure/command.ts')).configCommand,
  },
  key: {
    usage: 'key list|rotate|secret|revoke KEY --project P [--overlap DAYS]',
    does: "lists a project's public keys, makes a new one while the old go on for a while, ends one at once",
    load: async () => (await import('./configure/key-command.ts')).keyCommand,
  },
  token: {
    usage: 'token create --project P --scope read | token list|revoke ID --project P',
    does: 'makes a secret token and prints it alone; lists them, ends one at once',
    load: async () => (await import('./access/command.ts')).tokenCommand,
  },
  'sql-role': {
    usage: 'sql-role create NAME [--project P] [--print] | sql-role list | sql-role drop NAME',
    does: 'makes a role of the database that may read the views for BI tools, and prints how to connect',
    load: async () => (await import('./export/sql-role-command.ts')).sqlRoleCommand,
  },
  person: {
    usage: 'person unlink EMAIL | person unlink --all',
    does: 'lets people sign in with another account of your OpenID Connect provider than before',
    load: async () => (await import('./access/person-command.ts')).personCommand,
  },
  counts: {
    usage: 'counts verify|rebuild [--project P]',
    does: 'proves that counts equal answers, or makes them equal',
    load: async () => (await import('./aggregate/command.ts')).countsCommand,
  },
  zone: {
    usage: 'zone move [--project P]',
    does: "moves what was counted to the days of a project's new time zone, as the running service does by itself",
    load: async () => (await import('./aggregate/zone-command.ts')).zoneCommand,
  },
  doctor: {
    usage: 'doctor',
    does: 'looks at settings, database, clock and disk, and says what to do',
    load: async () => (await import('./operate/doctor-command.ts')).doctorCommand,
  },
  quarantine: {
    usage: 'quarantine list|replay [--project P]',
    does: 'shows what the database has refused, and tries it again',
    load: async () => (await import('./collect/command.ts')).quarantineCommand,
  },
  export: {
    usage: 'export --project P [FILE.ndjson]',
    does: 'gives everything of a project, line by line',
    load: async () => (await import('./privacy/command.ts')).exportCommand,
  },
  retain: {
    usage: 'retain',
    does: 'removes what is to be kept no longer, as the running service does by itself',
    load: async () => (await import('./privacy/command.ts')).retainCommand,
  },
  demo: {
    usage: 'demo',
    does: 'makes the demo project and its sample data',
    load: async () => (await import('./demo/command.ts')).demoCommand,
  },
}

/** What `attune` says when it is asked for nothing it knows. */
export function helpText(): string {
  const rows = Object.values(COMMANDS).map(({ usage, does }) => `  attune ${usage}\n      ${does}`)
  return `Attune asks people how a moment felt, and shows a team the answer by journey step.\n\n${rows.join('\n')}\n
Settings come from the environment: PORT, HOST, DATABASE_URL, ATTUNE_DATA, ATTUNE_PUBLIC_URL,
ATTUNE_ADMIN_EMAIL, ATTUNE_ADMIN_PASSWORD, ATTUNE_TRUSTED_PROXIES, ATTUNE_METRICS_TOKEN,
ATTUNE_LIMIT_PER_ADDRESS, ATTUNE_LIMIT_PER_PROJECT, ATTUNE_LIMIT_TOTAL, ATTUNE_OIDC_ISSUER,
ATTUNE_OIDC_CLIENT_ID, ATTUNE_OIDC_CLIENT_SECRET, ATTUNE_OIDC_NAME, ATTUNE_OIDC_DOMAINS, LOG_LEVEL.`
}
