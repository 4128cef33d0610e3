import { Worker } from 'node:worker_threads'
import { type Mail, readMail } from './read-mail.ts'

// What is larger is read by a thread of its own: smaller mails are read sooner than they could be handed over.
const inlineMost = 1024 * 1024
const idleMs = 30_000
const url = new URL('./read-worker.ts', import.meta.url)

/**
 * Reads a mail wherever that is best; `late` where it takes too long or too much memory. One thread for all, so that large
 * mails wait for each other and never for them anybody else; ended when it was too slow, and when nothing came for a while.
 */
export const readAnyMail = (bytes: Uint8Array, ctx: Limits = {}): Promise<Mail | null | 'late'> => {
  const { apartFrom = inlineMost, deadlineMs = 10_000, worker = url } = ctx
  if (bytes.length <= apartFrom) return readMail(bytes)
  const read = turn.then(() => readApart(bytes, deadlineMs, worker))
  turn = read.then(() => {})
  return read
}

/** What a test may choose. */
export interface Limits {
  apartFrom?: number
  deadlineMs?: number
  worker?: URL
}

let turn: Promise<void> = Promise.resolve()
let thread: Worker | undefined
let idle: NodeJS.Timeout | undefined

const readApart = (bytes: Uint8Array, deadlineMs: number, worker: URL): Promise<Mail | null | 'late'> =>
  new Promise((resolve) => {
    clearTimeout(idle)
    // Whatever it breaks of while nobody waits for it is nobody's trouble.
    thread ??= new Worker(worker, { resourceLimits: { maxOldGenerationSizeMb: 512 } }).on('error', () => {})
    const one = thread
    const end = (found: Mail | null | 'late', gone = false) => {
      clearTimeout(timer)
      one.off('message', read)
      one.off('error', broken)
      one.off('exit', broken)
      if (gone) {
        thread = undefined
        void one.terminate()
      } else {
        // Waiting for nothing, it keeps no process alive.
        one.unref()
        idle = setTimeout(stop, idleMs).unref()
      }
      resolve(found)
    }
    const timer = setTimeout(() => end('late', true), deadlineMs)
    const read = (mail: Mail | null) => end(mail && whole(mail))
    // Out of memory, or broken: the next mail gets a new one.
    const broken = () => end('late', true)
    one.ref()
    one.on('message', read)
    one.on('error', broken)
    one.on('exit', broken)
    const copy = Uint8Array.from(bytes)
    one.postMessage(copy, [copy.buffer])
  })

const stop = () => {
  void thread?.terminate()
  thread = undefined
}

// Between threads a Buffer becomes plain bytes.
const whole = (mail: Mail): Mail => ({
  ...mail,
  raw: bufferOf(mail.raw),
  files: mail.files.map((file) => ({ ...file, content: bufferOf(file.content) })),
})

const bufferOf = (bytes: Uint8Array | undefined): Buffer =>
  bytes ? Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength) : Buffer.alloc(0)
