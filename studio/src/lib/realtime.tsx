import { createContext, type ReactNode, useContext, useEffect, useRef, useState } from 'react'
import { supabase } from './supabase.ts'

export interface LiveEvents {
  message: {
    id: string
    conversation_id: string
    seq: number
    direction: string
    author_kind: string
    status: string | null
  }
  conversation: { id: string; status: string; owner: string; assignee_id: string | null; team_id: string | null }
  /** The customer of a conversation is writing at this moment. */
  typing: { conversation_id: string; from: 'contact' }
  /** A rule wants people to know something: one agent, a team, or everyone when both are null. */
  notify: { conversation_id: string; text: string; team_id: string | null; agent_id: string | null }
  /** The line is there, for the first time or again: what happened since things were read was missed, so read them again. */
  reconnected: null
}

export type LiveState = 'connecting' | 'live' | 'lost'

type Listener = (name: keyof LiveEvents, payload: unknown) => void

interface Live {
  state: LiveState
  listeners: Set<Listener>
}

const LiveContext = createContext<Live | null>(null)

/** Listens to one organization's private topic and hands its events to every useLive() below. */
export function LiveProvider({ organizationId, children }: { organizationId: string; children: ReactNode }) {
  const listeners = useRef(new Set<Listener>()).current
  const [state, setState] = useState<LiveState>('connecting')

  useEffect(() => {
    const emit = (name: keyof LiveEvents, payload: unknown) => {
      for (const listener of listeners) listener(name, payload)
    }
    let closed = false
    let joined = false
    const channel = supabase().channel(`organization:${organizationId}`, { config: { private: true } })
    channel.on('broadcast', { event: 'message' }, ({ payload }) => emit('message', payload))
    channel.on('broadcast', { event: 'conversation' }, ({ payload }) => emit('conversation', payload))
    channel.on('broadcast', { event: 'typing' }, ({ payload }) => emit('typing', payload))
    channel.on('broadcast', { event: 'notify' }, ({ payload }) => emit('notify', payload))
    const join = async () => {
      // The topic is private: the socket must carry the person's token before it asks to join.
      await supabase().realtime.setAuth()
      if (closed) return
      channel.subscribe((status) => {
        if (closed) return
        if (status === 'SUBSCRIBED') {
          setState('live')
          joined = true
          // Also the first time: what was read while it was being joined may be old already.
          emit('reconnected', null)
        } else {
          setState(joined ? 'lost' : 'connecting')
        }
      })
    }
    void join()
    return () => {
      closed = true
      void supabase().removeChannel(channel)
    }
  }, [organizationId, listeners])

  return <LiveContext.Provider value={{ state, listeners }}>{children}</LiveContext.Provider>
}

function useLiveContext(): Live {
  const live = useContext(LiveContext)
  if (!live) throw new Error('useLive() needs a LiveProvider above it.')
  return live
}

/** Whether changes arrive by themselves at the moment. */
export const useLiveState = (): LiveState => useLiveContext().state

/** Calls `listener` for every event of one name while the component is shown. */
export function useLive<Name extends keyof LiveEvents>(name: Name, listener: (payload: LiveEvents[Name]) => void) {
  const { listeners } = useLiveContext()
  const latest = useRef(listener)
  useEffect(() => {
    latest.current = listener
  })
  useEffect(() => {
    const own: Listener = (event, payload) => {
      if (event === name) latest.current(payload as LiveEvents[Name])
    }
    listeners.add(own)
    return () => {
      listeners.delete(own)
    }
  }, [listeners, name])
}
