import { createServer } from 'node:http'
import { describeApi } from '../../../src/contract/openapi.ts'
import { close, listen } from '../../../src/server/listen.ts'

export interface ApiRequest {
  readonly method: string
  readonly path: string
  readonly authorization: string
  readonly idempotencyKey: string | null
  readonly body: string
}

export interface HostileApi {
  readonly url: string
  readonly requests: ApiRequest[]
  /** In place of the right answer; undefined leaves it as it is. */
  answer: (request: ApiRequest) => Response | undefined
  close(): Promise<void>
}

/** A Timesheets API on loopback that has nothing, stores nothing and agrees to everything, until told otherwise. */
export async function startHostileApi(): Promise<HostileApi> {
  const server = createServer(async (incoming, outgoing) => {
    const chunks: Buffer[] = []
    for await (const chunk of incoming) chunks.push(chunk as Buffer)
    const request: ApiRequest = {
      method: incoming.method ?? '',
      path: new URL(incoming.url ?? '/', 'http://loopback').pathname,
      authorization: incoming.headers.authorization ?? '',
      idempotencyKey: incoming.headers['idempotency-key']?.toString() ?? null,
      body: Buffer.concat(chunks).toString(),
    }
    api.requests.push(request)
    const answer = api.answer(request) ?? rightAnswer(request)
    outgoing.writeHead(answer.status, Object.fromEntries(answer.headers))
    outgoing.end(Buffer.from(await answer.arrayBuffer()))
  })
  const port = await listen(server, 0, '127.0.0.1')
  const api: HostileApi = {
    url: `http://127.0.0.1:${port}`,
    requests: [],
    answer: () => undefined,
    close: () => close(server),
  }
  return api
}

function rightAnswer({ method, path, body }: ApiRequest): Response {
  if (path === '/openapi.json') return Response.json(describeApi())
  if (path.startsWith('/weeks/')) return Response.json({ target_minutes: 2_400, day_target_minutes: 480 })
  switch (method) {
    case 'GET':
      return Response.json([])
    case 'DELETE':
      return new Response(null, { status: 204 })
    default:
      return Response.json({ ...JSON.parse(body), user_id: 'employee-1', version: 1 }, { status: 201 })
  }
}

/** Problem details (RFC 9457) as the contract has them. */
export function problem(status: number, code: string, headers: Record<string, string> = {}): Response {
  const body = JSON.stringify({ type: 'about:blank', title: code, status, code })
  return new Response(body, { status, headers: { 'content-type': 'application/problem+json', ...headers } })
}
