import { createHash } from 'node:crypto'
import { notFound } from '../errors.ts'
import type { Registry } from '../plugins/registry.ts'

const made = new WeakMap<Registry, Promise<{ script: string; etag: string }>>()

/** The browser script of the channel that has one, made once. */
export function widgetScript(plugins: Registry): Promise<{ script: string; etag: string }> {
  let script = made.get(plugins)
  if (!script) {
    script = make(plugins)
    script.catch(() => made.delete(plugins))
    made.set(plugins, script)
  }
  return script
}

async function make(plugins: Registry): Promise<{ script: string; etag: string }> {
  const channel = [...plugins.channels.values()].find(({ live }) => live)
  if (!channel?.live) throw notFound('No installed channel has a widget.')
  const script = channel.live.script()
  return { script, etag: `"${createHash('sha256').update(script).digest('base64url').slice(0, 22)}"` }
}
