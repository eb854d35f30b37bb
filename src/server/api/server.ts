import { createServer } from 'node:http'
import { getRequestListener } from '@hono/node-server'
import { close, listen } from '../listen.ts'
import { type ApiOptions, createApi } from './api.ts'

export interface ApiServerOptions extends Omit<ApiOptions, 'publicUrl'> {
  /** 0 asks for any free port. */
  readonly port: number
  /** Loopback unless told otherwise. */
  readonly host?: string
  /** Where clients reach it through a proxy or under another name; its own address unless told otherwise. */
  readonly publicUrl?: string | undefined
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
  publicUrl,
  ...options
}: ApiServerOptions): Promise<ApiServer> {
  const server = createServer()
  const boundPort = await listen(server, port, host)
  const url = `http://${host.includes(':') ? `[${host}]` : host}:${boundPort}`
  try {
    // The address is known now, and no request can have been read yet.
    const api = createApi({ ...options, publicUrl: publicUrl ?? url })
    server.on('request', getRequestListener(api.fetch, { overrideGlobalObjects: false }))
  } catch (error) {
    await close(server)
    throw error
  }
  return { url, close: () => close(server) }
}
