import { connect, createServer, type Socket } from 'node:net'

/**
 * A stand-in for the network between the extension and a server: it passes bytes on until it is told to fail.
 * Playwright's own offline switch does not reach a service worker.
 */
export interface FaultyProxy {
  readonly port: number
  /** Of the server behind it. */
  readonly targetPort: number
  /** New connections lead to this port of loopback from now on; those that are open are broken. */
  leadTo(port: number): void
  /** Every connection breaks and new ones are reset, as with no network. */
  cut(): void
  /** Connections stay open and new ones are accepted, but no byte moves in either direction. */
  stall(): void
  /** Back to passing bytes on. What was stalled goes on where it stopped. */
  heal(): void
  close(): Promise<void>
}

type Mood = 'passing' | 'cut' | 'stalled'

/** Listens on loopback at `port` for the server on loopback at `targetPort`. */
export async function startFaultyProxy(port: number, targetPort: number): Promise<FaultyProxy> {
  const sockets = new Set<Socket>()
  let mood: Mood = 'passing'
  let leadsTo = targetPort

  const follow = (socket: Socket, other: Socket) => {
    sockets.add(socket)
    socket.on('close', () => {
      sockets.delete(socket)
      other.destroy()
    })
    // A broken connection is what this proxy is for; its other half is closed with it, above.
    socket.on('error', () => undefined)
    socket.on('data', (bytes) => other.write(bytes))
    if (mood === 'stalled') socket.pause()
  }

  const server = createServer((incoming) => {
    if (mood === 'cut') {
      incoming.on('error', () => undefined)
      incoming.resetAndDestroy()
      return
    }
    const outgoing = connect({ port: leadsTo, host: '127.0.0.1' })
    follow(incoming, outgoing)
    follow(outgoing, incoming)
  })
  await listen(server, port)

  const destroyAll = () => {
    for (const socket of sockets) socket.resetAndDestroy()
  }
  return {
    port,
    targetPort,
    leadTo(next) {
      leadsTo = next
      destroyAll()
    },
    cut() {
      mood = 'cut'
      destroyAll()
    },
    stall() {
      mood = 'stalled'
      for (const socket of sockets) socket.pause()
    },
    heal() {
      mood = 'passing'
      for (const socket of sockets) socket.resume()
    },
    async close() {
      const { promise, resolve } = Promise.withResolvers<void>()
      server.close(() => resolve())
      destroyAll()
      await promise
    },
  }
}

async function listen(server: ReturnType<typeof createServer>, port: number): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  server.once('error', reject)
  server.listen(port, '127.0.0.1', resolve)
  await promise
}
