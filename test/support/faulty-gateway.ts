import {
  createServer,
  type IncomingMessage,
  type OutgoingHttpHeaders,
  request,
  type ServerResponse,
} from 'node:http'
import { close, listen } from '../../src/server/listen.ts'
import type { Random } from '../simulation/random.ts'

/** What can go wrong with one exchange between the extension and the API. */
export const FAULTS = [
  'cut before it arrives',
  'cut after it arrived',
  'cut within the answer',
  'stalled',
  'doubled',
  'truncated JSON',
  'wrong content type',
  'HTML with 200',
  'flipped bytes',
] as const
export type Fault = (typeof FAULTS)[number]

/** Stands before the API as a bad gateway does: it reads HTTP, and spoils one exchange after the other. */
export interface FaultyGateway {
  readonly port: number
  /** The faults so far. */
  readonly happened: Readonly<Record<Fault, number>>
  /** From now on every exchange goes well. */
  behave(): void
  close(): Promise<void>
}

const FAULT_PROBABILITY = 0.6
const LONGEST_STALL_MS = 2_000
const FLIPPED_BYTES = 3

interface Answer {
  readonly status: number
  readonly headers: OutgoingHttpHeaders
  readonly body: Buffer
}

/** Listens on loopback for the API at `targetPort`; what goes wrong, and when, is drawn from `random`. */
export async function startFaultyGateway(targetPort: number, random: Random): Promise<FaultyGateway> {
  const happened = Object.fromEntries(FAULTS.map((fault) => [fault, 0])) as Record<Fault, number>
  let isBad = true
  const draw = (method = ''): Fault | null => {
    // A preflight says nothing that could be spoiled, and is asked for once in a while only.
    if (!isBad || method === 'OPTIONS' || !random.chance(FAULT_PROBABILITY)) return null
    const fault = random.pick(FAULTS)
    happened[fault] += 1
    return fault
  }
  const server = createServer((incoming, outgoing) => {
    exchange(incoming, outgoing, { targetPort, fault: draw(incoming.method), random }).catch(() =>
      outgoing.destroy(),
    )
  })
  const port = await listen(server, 0, '127.0.0.1')
  return {
    port,
    happened,
    behave() {
      isBad = false
    },
    close: () => close(server),
  }
}

async function exchange(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  { targetPort, fault, random }: { targetPort: number; fault: Fault | null; random: Random },
): Promise<void> {
  const body = await readAll(incoming)
  const forward = () => askApi(incoming, body, targetPort)
  switch (fault) {
    case 'cut before it arrives':
      return void outgoing.destroy()
    case 'cut after it arrived':
      await forward()
      return void outgoing.destroy()
    case 'cut within the answer': {
      const answer = await forward()
      outgoing.writeHead(answer.status, answer.headers)
      outgoing.write(answer.body.subarray(0, answer.body.length / 2), () => outgoing.destroy())
      return
    }
    case 'stalled':
      await new Promise((resolve) => setTimeout(resolve, random.below(LONGEST_STALL_MS)))
      return give(outgoing, await forward())
    case 'doubled': {
      const [first, second] = [await forward(), await forward()]
      return give(outgoing, random.chance(0.5) ? first : second)
    }
    case 'truncated JSON': {
      const answer = await forward()
      return give(outgoing, { ...answer, body: answer.body.subarray(0, random.below(answer.body.length)) })
    }
    case 'wrong content type': {
      const answer = await forward()
      return give(outgoing, { ...answer, headers: { ...answer.headers, 'content-type': 'text/plain' } })
    }
    case 'HTML with 200': {
      const { headers } = await forward()
      const page = Buffer.from('<!doctype html><title>Welcome to our network</title>')
      return give(outgoing, { status: 200, headers: { ...headers, 'content-type': 'text/html' }, body: page })
    }
    case 'flipped bytes': {
      const answer = await forward()
      // The first among them: words that are other words by now, in an answer that is well formed, are for TLS to find out.
      for (let count = 0; count < FLIPPED_BYTES && answer.body.length > 0; count += 1) {
        const at = count === 0 ? 0 : random.below(answer.body.length)
        answer.body.writeUInt8(answer.body.readUInt8(at) ^ (1 << random.below(8)), at)
      }
      return give(outgoing, answer)
    }
    case null:
      return give(outgoing, await forward())
    default:
      fault satisfies never
  }
}

function give(outgoing: ServerResponse, { status, headers, body }: Answer): void {
  outgoing.writeHead(status, headers)
  outgoing.end(body)
}

async function askApi(incoming: IncomingMessage, body: Buffer, port: number): Promise<Answer> {
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>()
  const { method, url, headers } = incoming
  const asked = request({ host: '127.0.0.1', port, method, path: url, headers })
  asked.on('response', resolve)
  asked.on('error', reject)
  asked.end(body)
  const answer = await promise
  // The length is the body's own again when it is given, whatever becomes of it until then.
  const { 'content-length': _, 'transfer-encoding': __, connection: ___, ...kept } = answer.headers
  return { status: answer.statusCode ?? 502, headers: kept, body: await readAll(answer) }
}

async function readAll(message: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of message) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}
