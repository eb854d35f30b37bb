import { startApi } from './api/server.ts'
import { readSettings, type Settings } from './settings.ts'
import { openDatabase } from './store/database.ts'

async function run(settings: Settings): Promise<void> {
  const { databaseUrl, dataFolder } = settings
  const database = await openDatabase({ url: databaseUrl, folder: dataFolder })
  const api = await startApi({ ...settings, database }).catch(async (error) => {
    await database.close()
    throw error
  })
  console.log(`Timesheets API at ${api.url}, for tokens of ${settings.issuer}`)
  console.log(`Entries are kept in ${placeOf(settings)}.`)

  let stopping = false
  const stop = async () => {
    if (stopping) return
    stopping = true
    await api.close()
    await database.close()
  }
  process.on('SIGINT', stop)
  process.on('SIGTERM', stop)
}

function placeOf({ databaseUrl, dataFolder }: Settings): string {
  if (databaseUrl !== undefined) return `the PostgreSQL server at ${new URL(databaseUrl).host}`
  return dataFolder ?? 'memory, until this process ends (set DATA_FOLDER or DATABASE_URL)'
}

/** The innermost cause: above it, libraries only say which query failed. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  if (error.cause !== undefined) return reasonOf(error.cause)
  return error.message || String((error as NodeJS.ErrnoException).code)
}

const reading = readSettings(process.env)
if (reading.ok) {
  await run(reading.settings).catch((error) => {
    console.error(`The Timesheets API could not start: ${reasonOf(error)}`)
    process.exitCode = 1
  })
} else {
  for (const fault of reading.faults) console.error(fault)
  process.exitCode = 1
}
