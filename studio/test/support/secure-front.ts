import { readFileSync } from 'node:fs'
import { connect, type Socket } from 'node:net'
import { createServer } from 'node:tls'

/** An https address in front of a server that speaks http, as a proxy gives one in production. */
export interface SecureFront {
  url: string
  /** Where everything goes, once the server is there. */
  toward(port: number): void
  close(): Promise<void>
}

const certificate = (name: string) =>
  readFileSync(new URL(`../../../plugins/email/test/certificates/${name}`, import.meta.url))

/** Starts the front with a certificate signed by itself; it passes bytes on, so WebSockets work as well. */
export async function startSecureFront(): Promise<SecureFront> {
  let port = 0
  const open = new Set<Socket>()
  const server = createServer({ key: certificate('mail-key.pem'), cert: certificate('mail.pem') }, (outside) => {
    const inside = connect(port, '127.0.0.1')
    for (const socket of [outside, inside]) {
      open.add(socket)
      socket.on('error', () => socket.destroy())
      socket.on('close', () => {
        open.delete(socket)
        outside.destroy()
        inside.destroy()
      })
    }
    outside.pipe(inside).pipe(outside)
  })
  server.on('tlsClientError', () => {})
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `https://localhost:${(server.address() as { port: number }).port}`,
    toward(to) {
      port = to
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        for (const socket of open) socket.destroy()
      }),
  }
}
