import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { boundedFetch } from './bounded-fetch.ts'

const servers: Server[] = []

afterEach(() => {
  vi.restoreAllMocks()
  for (const server of servers.splice(0)) {
    server.closeAllConnections()
    server.close()
  }
})

async function serve(answer: RequestListener): Promise<string> {
  const server = createServer(answer)
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

const bounded = boundedFetch({
  fetch: (url, init) => fetch(url, init),
  maxBytes: 1_000,
  unreachable: 'offline',
})

describe('a bounded fetch', () => {
  it('does not follow a redirect: what it carries would go to another server (case 34)', async () => {
    let strangersCalls = 0
    const stranger = await serve((_, response) => {
      strangersCalls += 1
      response.end()
    })
    const server = await serve((_, response) => response.writeHead(307, { location: stranger }).end())
    const init = { method: 'POST', headers: { authorization: 'Bearer secret' }, body: '{}' }
    await expect(bounded(server, init)).rejects.toMatchObject({ code: 'offline' })
    expect(strangersCalls).toBe(0)
  })

  it.each<[string, RequestListener]>([
    ['no answer at all', () => undefined],
    ['an answer that stops in the middle', (_, response) => response.write('{"a":')],
  ])('ends %s after 25 seconds (case 36)', async (_, answer) => {
    const original = AbortSignal.timeout.bind(AbortSignal)
    const timeout = vi.spyOn(AbortSignal, 'timeout').mockImplementation(() => original(50))
    const server = await serve(answer)
    await expect(bounded(server, {})).rejects.toMatchObject({ code: 'timed-out' })
    expect(timeout).toHaveBeenCalledWith(25_000)
  })

  it('reads as much as is allowed', async () => {
    const server = await serve((_, response) => response.end('x'.repeat(1_000)))
    expect(await (await bounded(server, {})).text()).toHaveLength(1_000)
  })

  it('reads no more than is allowed, whatever length was announced', async () => {
    const server = await serve((_, response) => {
      response.write('x'.repeat(600))
      response.end('x'.repeat(600))
    })
    await expect(bounded(server, {})).rejects.toMatchObject({ code: 'bad-answer' })
  })

  it('says whose server it is that cannot be reached', async () => {
    await expect(bounded('http://127.0.0.1:1', {})).rejects.toMatchObject({ code: 'offline' })
  })
})
