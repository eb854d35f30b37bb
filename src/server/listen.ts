import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'

/** Starts listening and gives the port; 0 asks the system for any free one. */
export function listen(server: Server, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => {
      server.off('error', reject)
      resolve((server.address() as AddressInfo).port)
    })
  })
}

/** Ends idle connections at once and lets running requests finish, for a second at most. */
export function close(server: Server): Promise<void> {
  return new Promise((resolve, reject) => {
    const impatience = setTimeout(() => server.closeAllConnections(), 1000)
    server.close((error) => {
      clearTimeout(impatience)
      if (error) reject(error)
      else resolve()
    })
    server.closeIdleConnections()
  })
}
