interface Target {
  readonly type: string
  readonly url: string
  readonly webSocketDebuggerUrl: string
}

const TIMEOUT_MS = 10_000

/** Bytes of live JavaScript objects in the background worker, after a collection; it must be running. */
export async function measureWorkerHeap(port: number, extensionId: string): Promise<number> {
  const answer = await fetch(`http://127.0.0.1:${port}/json/list`)
  const targets = (await answer.json()) as Target[]
  const worker = targets.find(
    ({ type, url }) => type === 'service_worker' && url.startsWith(`chrome-extension://${extensionId}/`),
  )
  if (!worker) throw new Error('The background worker is not running.')
  const socket = new WebSocket(worker.webSocketDebuggerUrl)
  try {
    await nextEvent(socket, 'open')
    await ask(socket, 1, 'HeapProfiler.collectGarbage')
    const { usedSize } = (await ask(socket, 2, 'Runtime.getHeapUsage')) as { usedSize: number }
    return usedSize
  } finally {
    socket.close()
  }
}

async function ask(socket: WebSocket, id: number, method: string): Promise<unknown> {
  socket.send(JSON.stringify({ id, method }))
  for (;;) {
    const event = (await nextEvent(socket, 'message')) as MessageEvent<string>
    const message = JSON.parse(event.data) as { id?: number; result?: unknown; error?: { message: string } }
    if (message.id !== id) continue
    if (message.error) throw new Error(`${method}: ${message.error.message}`)
    return message.result
  }
}

function nextEvent(socket: WebSocket, name: 'open' | 'message'): Promise<Event> {
  const { promise, resolve, reject } = Promise.withResolvers<Event>()
  const signal = AbortSignal.timeout(TIMEOUT_MS)
  signal.addEventListener('abort', () => reject(signal.reason))
  socket.addEventListener(name, resolve, { once: true, signal })
  socket.addEventListener('error', () => reject(new Error('the connection to the worker failed')), {
    once: true,
    signal,
  })
  return promise
}
