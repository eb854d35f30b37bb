import { parentPort } from 'node:worker_threads'
import type { Outcome, Share } from './crew.ts'
import { openServerDatabase } from './server.ts'
import { simulate } from './simulation.ts'

if (!parentPort) throw new Error('this is run as a thread, by crew.ts')
const port = parentPort
const database = await openServerDatabase()

port.on('message', async ({ first, count }: Share) => {
  for (let seed = first; seed < first + count; seed += 1) {
    const { violation, trace } = await simulate(seed, database)
    port.postMessage({ seed, violation, trace: violation === null ? [] : trace } satisfies Outcome)
  }
  port.postMessage('done')
})
