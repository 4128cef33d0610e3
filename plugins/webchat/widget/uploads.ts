import type { AnswersKeeper } from './answers.ts'
import type { Log } from './log.ts'
import { randomId } from './node.ts'
import type { Place } from './place.ts'

interface Office {
  place: Place
  log: Log
  token(): string
  renew(): Promise<void>
  /** Ends when what was said before has gone: a file does not overtake it. */
  ready(): Promise<unknown>
  answers: AnswersKeeper
  changed(): void
}

/** Brings files to the desk, one after the other; each shows how far it is, and can be stopped and tried again. */
export const createUploads = ({ place, log, token, renew, ready, answers, changed }: Office) => {
  const files = new Map<string, File>()
  const queue: string[] = []
  let busy = false
  let running: { id: string; request: XMLHttpRequest } | null = null

  const post = (id: string, file: File) =>
    new Promise<number>((resolve) => {
      const request = new XMLHttpRequest()
      running = { id, request }
      request.open('POST', `${place.desk}/hooks/v1/${place.inbox}/file?id=${id}&name=${encodeURIComponent(file.name)}`)
      request.responseType = 'json'
      request.setRequestHeader('authorization', `Bearer ${token()}`)
      request.setRequestHeader('content-type', file.type)
      const sent = answers.kept()
      if (sent) request.setRequestHeader('x-answers', base64(JSON.stringify(sent)))
      let drawn = 0
      request.upload.onprogress = ({ loaded, total }) => {
        const progress = Math.floor((loaded / (total || 1)) * 20) / 20
        if (progress === drawn) return
        drawn = progress
        log.progress(id, progress)
        changed()
      }
      request.onloadend = () => {
        answers.heed(request.status, request.response, sent !== undefined)
        resolve(request.status)
      }
      request.send(file)
    })

  const work = async () => {
    if (busy) return
    busy = true
    for (let id = queue.shift(); id; id = queue.shift()) {
      await ready()
      const file = files.get(id)
      if (!file) continue
      let status = await post(id, file)
      if (status === 401) {
        await renew().catch(() => undefined)
        status = await post(id, file)
      }
      running = null
      if (!files.has(id)) continue
      const arrived = status >= 200 && status < 300
      if (arrived) files.delete(id)
      log.mark(id, arrived ? 'sent' : 'failed')
      changed()
    }
    busy = false
  }
  const begin = (id: string) => {
    queue.push(id)
    void work()
  }

  return {
    take(file: File) {
      const id = randomId()
      files.set(id, file)
      const media = { mime: file.type, filename: file.name, url: URL.createObjectURL(file) }
      log.add(id, '', new Date().toISOString(), [{ k: 'media', media }])
      begin(id)
    },
    /** Tries a failed file again; false when the message is no file of this page. */
    again(id: string): boolean {
      if (!files.has(id)) return false
      log.mark(id, 'sending')
      changed()
      begin(id)
      return true
    },
    cancel(id: string) {
      files.delete(id)
      if (running?.id === id) running.request.abort()
      log.remove(id)
      changed()
    },
  }
}

// A header holds no more than ASCII.
const base64 = (text: string) => btoa(String.fromCharCode(...new TextEncoder().encode(text)))

/** Why a file is not taken, if it is not. */
export const fileProblem = (file: File, { types, most }: { types: string[]; most: number }): 'type' | 'size' | null =>
  !types.includes(file.type.split(';')[0] ?? '') ? 'type' : file.size > most || file.size === 0 ? 'size' : null
