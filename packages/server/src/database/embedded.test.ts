import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { chmod, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'

import { afterEach, beforeEach, describe, expect, test } from 'vitest'

import { type Embedded, endEmbedded, joinEmbedded } from './embedded.ts'

describe('the embedded server', () => {
  let folder: string
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'attune-embedded-'))
    await chmod(folder, 0o711)
  })
  afterEach(async () => {
    const { base } = await endEmbedded(folder)
    await rm(base, { recursive: true, force: true })
    await rm(folder, { recursive: true, force: true })
  })
  const enter = (serve = false, place = folder): Promise<Embedded> => joinEmbedded(place, { serve, onError: () => {} })
  const lockFile = (): string => join(folder, 'postgres/postmaster.pid')

  test('runs as long as anybody uses it, and whoever leaves last has seen it end', async () => {
    const [one, two] = await Promise.all([enter(true), enter()])
    expect(one.url).toBe(two.url)
    await one.leave()
    expect(existsSync(lockFile())).toBe(true)
    await two.leave()
    expect(existsSync(lockFile())).toBe(false)
  })

  test('ends also where the last two leave at the same time', async () => {
    const both = await Promise.all([enter(), enter()])
    await Promise.all(both.map((each) => each.leave()))
    expect(existsSync(lockFile())).toBe(false)
  })

  test('listens on a socket that only its own user reaches', async () => {
    const embedded = await enter()
    const lines = (await readFile(lockFile(), 'utf8')).split('\n')
    expect(lines[5]).toBe('')
    const sockets = await stat(lines[4] ?? '')
    expect(sockets.mode & 0o777).toBe(0o700)
    expect((await stat(embedded.dataDirectory)).mode & 0o777).toBe(0o700)
    await embedded.leave()
  })

  test('a lock file whose process number now belongs to somebody else hinders no start', async () => {
    await (await enter()).leave()
    const owner = await stat(join(folder, 'postgres'))
    const sleeper: ChildProcess = spawn('sleep', ['60'], { uid: owner.uid, gid: owner.gid })
    const text = `${sleeper.pid}\n${join(folder, 'postgres')}\n1\n5432\n${join(folder, 'run')}\n\n1 1\nready   \n`
    await writeFile(lockFile(), text)
    await writeFile(join(folder, 'run/.s.PGSQL.5432.lock'), text)
    try {
      await (await enter()).leave()
    } finally {
      sleeper.kill()
    }
    expect(existsSync(lockFile())).toBe(false)
  })

  test('a path that is too long for a socket gets a short folder for it', async () => {
    const deep = join(folder, 'x'.repeat(120))
    const embedded = await enter(false, deep)
    const sockets = new URL(embedded.url).searchParams.get('host') ?? ''
    expect(sockets.length).toBeLessThan(90)
    expect((await stat(sockets)).mode & 0o777).toBe(0o700)
    await embedded.leave()
    await rm(sockets, { recursive: true, force: true })
  })

  test.runIf(userInfo().uid === 0)(
    'where its user cannot enter, the data lives elsewhere, and a file says where',
    async () => {
      await chmod(folder, 0o700)
      const data = join(folder, 'data')
      const embedded = await enter(false, data)
      const [place = ''] = (await readFile(join(data, 'location.txt'), 'utf8')).split('\n')
      expect(embedded.dataDirectory).toBe(join(place, 'postgres'))
      await embedded.leave()
      await rm(place, { recursive: true, force: true })
      await expect(enter(false, data)).rejects.toThrow(`The answers were kept in ${place}, which is gone.`)
      await chmod(folder, 0o711)
    },
  )

  test('data of another PostgreSQL is left alone', async () => {
    await (await enter()).leave()
    await writeFile(join(folder, 'postgres/PG_VERSION'), '17\n')
    await expect(enter()).rejects.toThrow('was made by PostgreSQL 17, and this Attune brings 18')
  })
})
