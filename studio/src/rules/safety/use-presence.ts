import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useOrganization } from '../../lib/organization.tsx'
import { useUserId } from '../../lib/session.tsx'
import { supabase } from '../../lib/supabase.ts'
import { announce } from '../../ui/notify.tsx'
import { useDraft } from '../draft.tsx'
import { type Detail, namesQuery, workflowKey } from '../queries.ts'
import { useDocumentStore } from '../use-document.tsx'
import { othersIn, type Whereabouts } from './presence.ts'
import type { SafetyStore } from './safety-store.ts'
import { useForget } from './use-forget.ts'

/** What the database tells on a workflow's topic. */
interface Changed {
  draft_revision: number
  draft_saved_by: string | null
  published_version: number | null
}

/** Milliseconds an own save may take to come back before it counts as one of another window. */
const echo = 1_500
/** Milliseconds between two words about where the person is. */
const calm = 800

/** Shows this person on the workflow's private topic, follows who else is there, and hears of what they save. */
export function usePresence(store: SafetyStore) {
  const { t } = useTranslation('rules-safety')
  const { id: organizationId, memberName } = useOrganization()
  const { detail, canEdit } = useDraft()
  const me = useUserId()
  const documents = useDocumentStore()
  const cache = useQueryClient()
  const forget = useForget()
  const { data: names } = useQuery(namesQuery(organizationId))
  const latest = useRef({ names, forget, t })
  useEffect(() => {
    latest.current = { names, forget, t }
  })

  useEffect(() => {
    let closed = false
    let telling: ReturnType<typeof setTimeout> | undefined
    const config = { private: true, presence: { key: me, enabled: true } }
    const channel = supabase().channel(`workflow:${detail.id}`, { config })

    const here = (): Whereabouts => {
      const { selected, dirty } = documents.snapshot()
      return { user: me, name: memberName, rule: selected, editing: canEdit && dirty }
    }
    const tell = () => {
      clearTimeout(telling)
      telling = setTimeout(() => {
        if (!closed && channel.state === 'joined') void channel.track(here())
      }, calm)
    }
    const hear = async (changed: Changed) => {
      const mine = changed.draft_saved_by === me
      if (mine) await new Promise((go) => setTimeout(go, echo))
      if (closed) return
      const held = cache.getQueryData<Detail>(workflowKey(organizationId, detail.id))
      const newer = changed.draft_revision > (held?.draft_revision ?? 0)
      const { t, names, forget } = latest.current
      void forget()
      if (!newer) return
      const who = names?.agents.find(({ id }) => id === changed.draft_saved_by)?.name
      const by = mine ? t('presence.otherWindow') : (who ?? t('presence.somebody'))
      // With nothing of ours unsaved the newer draft is shown by itself; otherwise the person chooses.
      if (documents.snapshot().dirty) store.set({ newer: by })
      announce(t('presence.saved', { name: by }))
    }

    channel.on('presence', { event: 'sync' }, () => store.set({ others: othersIn(channel.presenceState(), me) }))
    channel.on('broadcast', { event: 'workflow' }, ({ payload }) => void hear(payload as Changed))
    const join = async () => {
      // The topic is private: the socket must carry the person's token before it asks to join.
      await supabase().realtime.setAuth()
      if (closed) return
      channel.subscribe((status) => {
        if (status === 'SUBSCRIBED' && !closed) void channel.track(here())
      })
    }
    void join()
    let told = here()
    const stop = documents.subscribe(() => {
      const now = here()
      if (now.rule === told.rule && now.editing === told.editing) return
      told = now
      if (!now.editing && store.now().newer !== null) store.set({ newer: null })
      tell()
    })
    return () => {
      closed = true
      stop()
      clearTimeout(telling)
      store.set({ others: [], newer: null })
      void supabase().removeChannel(channel)
    }
  }, [detail.id, organizationId, me, memberName, canEdit, documents, cache, store])
}
