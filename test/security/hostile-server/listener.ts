import { createServer, type IncomingHttpHeaders, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface ReceivedRequest {
  readonly method: string
  readonly path: string
  readonly headers: IncomingHttpHeaders
  readonly text: string
}

export interface Listener {
  readonly origin: string
  close(): Promise<void>
}

/** A server on a free loopback port that answers with web-standard responses. */
export async function listenOnLoopback(
  respond: (request: ReceivedRequest) => Promise<Response>,
): Promise<Listener> {
  const server = createServer(async (request, outgoing) => {
    const answer = await respond({
      method: request.method ?? 'GET',
      path: new URL(request.url ?? '/', 'http://loopback').pathname,
      headers: request.headers,
      text: await readText(request),
    })
    outgoing.sendDate = !answer.headers.has('date')
    outgoing.writeHead(answer.status, Object.fromEntries(answer.headers))
    outgoing.end(Buffer.from(await answer.arrayBuffer()))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve, reject) => server.close((error) => (error ? reject(error) : resolve()))),
  }
}

async function readText(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString()
}
