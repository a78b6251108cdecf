/** What the service is told by its environment, checked. */
export interface Settings {
  port: number
  host: string
  /** Absent: the embedded PostgreSQL under `dataFolder`. */
  databaseUrl: string | null
  dataFolder: string
  /** Where people reach the service, without a trailing slash. */
  publicUrl: string
  adminEmail: string | null
  adminPassword: string | null
  logLevel: string
}
