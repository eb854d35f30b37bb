import { createServer } from 'node:http'
import { getRequestListener } from '@hono/node-server'
import { close, listen } from '../listen.ts'
import { type ApiOptions, createApi } from './api.ts'

export interface ApiServerOptions extends ApiOptions {
  /** 0 asks for any free port. */
  readonly port: number
  /** Loopback unless told otherwise. */
  readonly host?: string
}

export interface ApiServer {
  readonly url: string
  /** Lets running requests finish; the database stays open, it is the caller's. */
  close(): Promise<void>
}

/** Rejects with the system's error when the port is taken. */
export async function startApi({
  port,
  host = '127.0.0.1',
  ...options
}: ApiServerOptions): Promise<ApiServer> {
  const server = createServer(getRequestListener(createApi(options).fetch, { overrideGlobalObjects: false }))
  const boundPort = await listen(server, port, host)
  const name = host.includes(':') ? `[${host}]` : host
  return { url: `http://${name}:${boundPort}`, close: () => close(server) }
}
