import { chmodSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import type { Adapter, AdapterPayload } from 'oidc-provider'

export interface ArtefactStore {
  adapterFor(model: string): Adapter
  close(): void
}

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS artefacts (
    model TEXT NOT NULL,
    id TEXT NOT NULL,
    payload TEXT NOT NULL,
    grant_id TEXT,
    uid TEXT,
    expires_at INTEGER,
    PRIMARY KEY (model, id)
  ) STRICT;
  CREATE INDEX IF NOT EXISTS artefacts_by_grant ON artefacts (grant_id);
  CREATE INDEX IF NOT EXISTS artefacts_by_uid ON artefacts (uid);
`

/** Sessions, grants, codes and tokens of the provider, in a file that only its owner can read, or in memory. */
export function openArtefactStore(folder: string | null): ArtefactStore {
  const path = folder === null ? ':memory:' : join(folder, 'identity.sqlite')
  const database = new DatabaseSync(path)
  if (folder !== null) chmodSync(path, 0o600)
  database.exec(SCHEMA)
  database.prepare('DELETE FROM artefacts WHERE expires_at < ?').run(nowSeconds())
  return { adapterFor: (model) => adapterFor(database, model), close: () => database.close() }
}

function adapterFor(database: DatabaseSync, model: string): Adapter {
  const read = (column: 'id' | 'uid', value: string): AdapterPayload | undefined => {
    const row = database
      .prepare(`SELECT payload FROM artefacts WHERE model = ? AND ${column} = ?`)
      .get(model, value)
    return row && (JSON.parse(String(row.payload)) as AdapterPayload)
  }
  return {
    async upsert(id, payload, expiresIn) {
      database
        .prepare('INSERT OR REPLACE INTO artefacts VALUES (?, ?, ?, ?, ?, ?)')
        .run(
          model,
          id,
          JSON.stringify(payload),
          payload.grantId ?? null,
          payload.uid ?? null,
          expiresIn === undefined ? null : nowSeconds() + expiresIn,
        )
    },
    find: async (id) => read('id', id),
    findByUid: async (uid) => read('uid', uid),
    // User codes belong to the device flow, which is off.
    findByUserCode: async () => undefined,
    async consume(id) {
      database
        .prepare(
          "UPDATE artefacts SET payload = json_set(payload, '$.consumed', ?) WHERE model = ? AND id = ?",
        )
        .run(nowSeconds(), model, id)
    },
    async destroy(id) {
      database.prepare('DELETE FROM artefacts WHERE model = ? AND id = ?').run(model, id)
    },
    async revokeByGrantId(grantId) {
      database.prepare('DELETE FROM artefacts WHERE model = ? AND grant_id = ?').run(model, grantId)
    },
  }
}

function nowSeconds(): number {
  return Math.floor(Date.now() / 1000)
}
