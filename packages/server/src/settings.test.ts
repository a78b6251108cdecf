import { describe, expect, test } from 'vitest'

import { readSettings } from './settings.ts'

const OIDC = {
  ATTUNE_OIDC_ISSUER: 'https://id.example.com',
  ATTUNE_OIDC_CLIENT_ID: 'attune',
  ATTUNE_OIDC_CLIENT_SECRET: 'a secret',
}
const read = (env: Record<string, string>) => readSettings(env, '/srv')

describe('settings', () => {
  test('an empty environment gives a service for this machine alone, with its data beside it', () => {
    expect(read({})).toEqual({
      port: 4000,
      host: '127.0.0.1',
      databaseUrl: null,
      dataFolder: '/srv/.attune',
      publicUrl: 'http://127.0.0.1:4000',
      adminEmail: null,
      adminPassword: null,
      logLevel: 'warn',
      metricsToken: null,
      trustedProxies: [],
      rates: { perAddress: 300, perProject: 5_000, total: 20_000 },
      openId: null,
    })
  })

  test('a variable that is set to nothing counts as absent', () => {
    expect(read({ PORT: '', DATABASE_URL: ' ', ATTUNE_ADMIN_EMAIL: '' })).toEqual(read({}))
  })

  test('every variable is read', () => {
    expect(
      read({
        PORT: '8080',
        HOST: '0.0.0.0',
        DATABASE_URL: 'postgres://a:b@db/attune',
        ATTUNE_DATA: '/var/data',
        ATTUNE_PUBLIC_URL: 'https://feedback.example.com/',
        ATTUNE_ADMIN_EMAIL: 'you@example.com',
        ATTUNE_ADMIN_PASSWORD: 'correct horse battery',
        LOG_LEVEL: 'INFO',
        ATTUNE_TRUSTED_PROXIES: '10.0.0.0/8, ::1',
        ATTUNE_LIMIT_PER_ADDRESS: '0',
        ATTUNE_LIMIT_PER_PROJECT: '100',
        ATTUNE_LIMIT_TOTAL: '200',
        ATTUNE_METRICS_TOKEN: 'secret',
        ATTUNE_OIDC_ISSUER: 'https://id.example.com',
        ATTUNE_OIDC_CLIENT_ID: 'attune',
        ATTUNE_OIDC_CLIENT_SECRET: 'a secret',
        ATTUNE_OIDC_NAME: 'Example',
        ATTUNE_OIDC_DOMAINS: 'Example.com, example.org',
      }),
    ).toEqual({
      port: 8080,
      host: '0.0.0.0',
      databaseUrl: 'postgres://a:b@db/attune',
      dataFolder: '/var/data',
      publicUrl: 'https://feedback.example.com',
      adminEmail: 'you@example.com',
      adminPassword: 'correct horse battery',
      logLevel: 'info',
      metricsToken: 'secret',
      trustedProxies: ['10.0.0.0/8', '::1'],
      rates: { perAddress: 0, perProject: 100, total: 200 },
      openId: {
        issuer: 'https://id.example.com',
        clientId: 'attune',
        clientSecret: 'a secret',
        name: 'Example',
        domains: ['example.com', 'example.org'],
      },
    })
  })

  test.each([
    ['0.0.0.0', 'http://localhost:4000'],
    ['::', 'http://localhost:4000'],
    ['::1', 'http://[::1]:4000'],
    ['10.0.0.7', 'http://10.0.0.7:4000'],
  ])('a service that listens at %s is reached at %s', (HOST, url) => {
    expect(read({ HOST }).publicUrl).toBe(url)
  })

  test.each([
    [{ PORT: 'http' }, 'PORT is "http". Set it to a number from 0 to 65535, e.g. PORT=4000.'],
    [{ PORT: '70000' }, 'Set it to a number from 0 to 65535'],
    [{ PORT: '-1' }, 'Set it to a number from 0 to 65535'],
    [{ DATABASE_URL: 'mysql://x' }, 'DATABASE_URL does not start with postgres://'],
    [{ ATTUNE_PUBLIC_URL: 'feedback.example.com' }, 'ATTUNE_PUBLIC_URL is "feedback.example.com"'],
    [{ ATTUNE_PUBLIC_URL: 'https://example.com/attune' }, 'without a path'],
    [{ ATTUNE_ADMIN_EMAIL: 'you' }, 'ATTUNE_ADMIN_EMAIL is "you"'],
    [{ ATTUNE_ADMIN_PASSWORD: 'correct horse battery' }, 'Set both, or neither.'],
    [{ ATTUNE_ADMIN_EMAIL: 'a@b.c', ATTUNE_ADMIN_PASSWORD: 'short' }, 'Set 12 characters or more.'],
    [{ ATTUNE_TRUSTED_PROXIES: '10.0.0.0/8,proxy' }, 'ATTUNE_TRUSTED_PROXIES has "proxy"'],
    [{ ATTUNE_TRUSTED_PROXIES: '0.0.0.0/0' }, 'ATTUNE_TRUSTED_PROXIES has "0.0.0.0/0"'],
    [{ ATTUNE_LIMIT_TOTAL: 'many' }, 'ATTUNE_LIMIT_TOTAL is "many". Set it to requests a second'],
    [
      { ATTUNE_OIDC_ISSUER: 'https://id.example.com', ATTUNE_OIDC_CLIENT_ID: 'attune' },
      'Signing in by OpenID Connect is half set: ATTUNE_OIDC_CLIENT_SECRET is missing.',
    ],
    [
      { ATTUNE_OIDC_NAME: 'Example' },
      'half set: ATTUNE_OIDC_ISSUER, ATTUNE_OIDC_CLIENT_ID, ATTUNE_OIDC_CLIENT_SECRET are',
    ],
    [{ ...OIDC, ATTUNE_OIDC_ISSUER: 'http://id.example.com' }, 'Set it to the https address'],
    [{ ...OIDC, ATTUNE_OIDC_ISSUER: 'id.example.com' }, 'ATTUNE_OIDC_ISSUER is "id.example.com"'],
    [{ ...OIDC, ATTUNE_OIDC_DOMAINS: '@example.com' }, 'ATTUNE_OIDC_DOMAINS has "@example.com"'],
    [{ ...OIDC, ATTUNE_OIDC_DOMAINS: '*' }, 'ATTUNE_OIDC_DOMAINS has "*"'],
    [{ LOG_LEVEL: 'loud' }, 'Set it to one of fatal, error, warn'],
  ])('%o stops the start with a sentence that says what to set', (env, sentence) => {
    expect(() => read(env as Record<string, string>)).toThrow(sentence)
  })

  test('a password is never in what is printed', () => {
    expect(() => read({ DATABASE_URL: 'pg://me:secret@host/db' })).not.toThrow('secret')
  })
})
