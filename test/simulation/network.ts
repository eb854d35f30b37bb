import { AppError } from '../../src/domain/failure.ts'
import type { Server, WireAnswer, WireRequest } from './server.ts'
import { runTurn, type Turns } from './turns.ts'

/** One call on its way to the server, or its answer on the way back. */
export interface Exchange {
  readonly label: string
  readonly request: WireRequest
  readonly sentAtMs: number
  /** Null once nobody waits any more: a late or doubled delivery, of which the answer goes nowhere. */
  caller: Caller | null
  /** Null while the request is on its way. */
  answer: WireAnswer | null
}

interface Caller {
  readonly turns: Turns
  readonly resolve: (response: Response) => void
  readonly reject: (error: unknown) => void
}

/** As `boundedFetch` has it. */
export const TIME_LIMIT_MS = 25_000

export type Network = ReturnType<typeof createNetwork>

interface NetworkDeps {
  readonly server: Server
  readonly nowMs: () => number
  readonly log: (line: string) => void
  /** What nobody waits for any more has arrived by then, or never does. */
  readonly dropsOrphans: boolean
}

/** Everything in flight between devices and server. Nothing moves by itself. */
export function createNetwork({ server, nowMs, log, dropsOrphans }: NetworkDeps) {
  let inFlight: readonly Exchange[] = []
  let sent = 0
  const drop = (gone: Exchange) => {
    inFlight = inFlight.filter((exchange) => exchange !== gone)
  }

  const giveUp = async (exchange: Exchange, code: 'offline' | 'timed-out') => {
    const { caller } = exchange
    if (exchange.answer || dropsOrphans) drop(exchange)
    exchange.caller = null
    if (caller) await runTurn(caller.turns, () => caller.reject(new AppError(code)))
  }

  return {
    inFlight: () => inFlight,
    send: (turns: Turns, from: string, request: WireRequest): Promise<Response> =>
      new Promise((resolve, reject) => {
        sent += 1
        const label = `${from}#${sent} ${request.method} ${request.path.replace(/\?.*/, '')}`
        inFlight = [
          ...inFlight,
          { label, request, sentAtMs: nowMs(), caller: { turns, resolve, reject }, answer: null },
        ]
      }),

    /** The request reaches the server, which answers. */
    async arrive(exchange: Exchange, how: 'answer' | 'answerWithoutCommit' = 'answer'): Promise<WireAnswer> {
      const answer = await server[how](exchange.request)
      exchange.answer = answer
      log(`${exchange.label}: arrives (${how}): ${described(exchange.request, answer)}`)
      if (!exchange.caller) drop(exchange)
      return answer
    },
    /** Somebody on the way answers in the server's place, or over it. */
    replaceAnswer(exchange: Exchange, answer: WireAnswer): void {
      exchange.answer = answer
    },
    async handOver(exchange: Exchange): Promise<void> {
      drop(exchange)
      const { caller, answer } = exchange
      if (caller && answer) await runTurn(caller.turns, () => caller.resolve(responseOf(answer)))
    },
    /** The request, or the answer, is gone for good. */
    async lose(exchange: Exchange): Promise<void> {
      await giveUp(exchange, 'offline')
      drop(exchange)
    },
    /** Nobody waits any more; a request may arrive all the same. */
    timeOut: (exchange: Exchange) => giveUp(exchange, 'timed-out'),
    double(exchange: Exchange): void {
      inFlight = [...inFlight, { ...exchange, label: `${exchange.label} (again)`, caller: null }]
    },
    /** A worker has been stopped: its requests may still arrive, its answers go nowhere. */
    forgetCaller(turns: Turns): void {
      for (const exchange of inFlight) {
        if (exchange.caller?.turns !== turns) continue
        exchange.caller = null
        if (exchange.answer || dropsOrphans) drop(exchange)
      }
    },
    drop,
  }
}

function responseOf({ status, headers, body }: WireAnswer): Response {
  return new Response(status === 204 ? null : body, { status, headers })
}

function described({ path }: WireRequest, { status, body }: WireAnswer): string {
  if (status === 204 || path === '/openapi.json') return `${status}`
  if (!body.startsWith('{') && !body.startsWith('[')) return `${status} ${body}`
  const said = JSON.parse(body) as unknown
  if (Array.isArray(said)) return `${status}, ${said.length} rows`
  const { code, note, version } = said as { code?: string; note?: string; version?: number }
  return `${status} ${code ?? `${note}, version ${version}`}`
}
