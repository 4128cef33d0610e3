import { parentPort } from 'node:worker_threads'
import { readMail } from './read-mail.ts'

// Reads one large mail after the other, away from everybody else's work; see read-apart.ts.
parentPort?.on('message', (bytes: Uint8Array) => {
  void readMail(bytes).then((mail) => parentPort?.postMessage(mail))
})
