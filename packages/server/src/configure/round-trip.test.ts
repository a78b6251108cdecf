import type { ConfigurationDocument } from '@attune/protocol'
import * as fc from 'fast-check'
import { expect, it } from 'vitest'

import { COMMAND } from '../access/audit.ts'
import { anyConfiguration } from '../testing/any-configuration.ts'
import { useDatabase } from '../testing/database.ts'
import { fullShop } from '../testing/full-shop.ts'
import { faultsOfConfiguration } from './check.ts'
import { applyConfiguration, changeConfiguration, configurationTag, readConfiguration } from './configuration.ts'
import { textOfDocument } from './write-document.ts'
import { parseWritten } from './written.ts'

const database = useDatabase()

function reread(document: ConfigurationDocument, format: 'yaml' | 'json'): ConfigurationDocument {
  const text = textOfDocument(document, format, { schemaUrl: 'https://feedback.example.com/x', revision: 'abc' })
  const { document: read, faults } = parseWritten(text, format)
  expect(faults).toEqual([])
  const { $schema: _schema, $revision, ...rest } = read as ConfigurationDocument
  expect($revision).toBe('abc')
  return rest
}

const forget = (id: string) => database.db.deleteFrom('projects').where('id', '=', id).execute()

it('every document says in a file what it says', () => {
  fc.assert(
    fc.property(anyConfiguration(), fc.constantFrom('yaml', 'json'), (document, format) => {
      expect(faultsOfConfiguration(document)).toEqual([])
      expect(reread(document, format)).toEqual(JSON.parse(JSON.stringify(document)))
    }),
    { numRuns: 300, seed: 2026 },
  )
})

it('what is pulled can be pushed and changes nothing; in an empty project it makes the same again', async () => {
  const { db } = database
  await fc.assert(
    fc.asyncProperty(anyConfiguration(), fc.constantFrom('yaml', 'json'), async (document, format) => {
      await applyConfiguration(db, 'first', document)
      const pulled = await readConfiguration(db, 'first')
      const applying = { by: COMMAND, seen: null }
      const again = await changeConfiguration(db, 'first', reread(pulled, format), applying)
      expect([again.created, again.published, again.etag]).toEqual([false, [], configurationTag(pulled)])
      const changes = await db.selectFrom('audit').select('action').where('project_id', '=', 'first').execute()
      expect(changes).toEqual([{ action: 'project.created' }])

      await forget('first')
      await applyConfiguration(db, 'second', reread(pulled, format))
      const made = await readConfiguration(db, 'second')
      expect([made, configurationTag(made)]).toEqual([pulled, configurationTag(pulled)])
      await forget('second')
    }),
    { numRuns: 60, seed: 2026 },
  )
})

it('a document that says everything is read as it was written', async () => {
  await applyConfiguration(database.db, 'shop', fullShop())
  expect(await readConfiguration(database.db, 'shop')).toEqual(fullShop())
})
