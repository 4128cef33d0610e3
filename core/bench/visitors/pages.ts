// A process full of visitors' pages: each asks for a session, says hello and listens. Speaks with visitors.ts by messages.
import { randomUUID } from 'node:crypto'

interface Page {
  token: string
  visitor: string
  socket: WebSocket
}

const pages: Page[] = []
const heard = { pushes: [] as number[], echoes: [] as number[], lost: 0 }
const sent = new Map<string, number>()
let desk = { url: '', key: '' }

const open = async (n: number): Promise<number> => {
  // Every visitor comes from an address of their own, as the proxy in front would say.
  const address = `11.${(n >> 16) & 255}.${(n >> 8) & 255}.${n & 255}`
  const answer = await fetch(`${desk.url}/hooks/v1/${desk.key}/session`, {
    method: 'POST',
    body: '{}',
    headers: { 'x-forwarded-for': address },
  })
  const { token, visitor } = (await answer.json()) as { token: string; visitor: string }
  const began = performance.now()
  const socket = new WebSocket(`${desk.url.replace('http', 'ws')}/live/v1/${desk.key}`)
  await new Promise<void>((resolve, reject) => {
    socket.onopen = () => socket.send(JSON.stringify({ type: 'hello', token, after: null }))
    socket.onmessage = ({ data }) => {
      const frame = JSON.parse(String(data))
      if (frame.type === 'history') resolve()
      else if (frame.type === 'status') heard.pushes.push(Date.now() - frame.at)
      else if (frame.type === 'message') hear(frame.message.text)
    }
    socket.onerror = () => reject(new Error('a socket broke'))
    socket.onclose = () => {
      heard.lost++
      reject(new Error('a socket was closed'))
    }
  })
  pages.push({ token, visitor, socket })
  return performance.now() - began
}

const hear = (text: string) => {
  const began = sent.get(text)
  if (began !== undefined) heard.echoes.push(performance.now() - began)
}

const say = async (): Promise<void> => {
  const page = pages[Math.floor(Math.random() * pages.length)]
  const id = randomUUID()
  sent.set(`re: ${id}`, performance.now())
  await fetch(`${desk.url}/hooks/v1/${desk.key}/inbound`, {
    method: 'POST',
    headers: { authorization: `Bearer ${page?.token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ id, text: id }),
  })
}

const acts: Record<string, (message: { from: number; count: number; url: string; key: string }) => Promise<unknown>> = {
  async open({ from, count, url, key }) {
    desk = { url, key }
    const hellos: number[] = []
    let next = 0
    const line = async () => {
      while (next < count) hellos.push(await open(from + next++))
    }
    await Promise.all(Array.from({ length: 25 }, line))
    return { hellos, visitors: pages.map(({ visitor }) => visitor) }
  },
  async say({ count }) {
    for (let n = 0; n < count; n++) {
      void say()
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
    return sent.size
  },
  heard: async () => ({ ...heard, open: pages.filter(({ socket }) => socket.readyState === WebSocket.OPEN).length }),
}

process.on('message', (message: { act: string; from: number; count: number; url: string; key: string }) =>
  acts[message.act]?.(message).then(
    (answer) => process.send?.({ answer }),
    (error: Error) => process.send?.({ error: error.message }),
  ),
)
process.send?.({ answer: 'ready' })
