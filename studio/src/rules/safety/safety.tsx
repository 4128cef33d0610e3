import type { Decision, DoctorFinding, TestReport } from '@faladesk/rules'
import { useQuery } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import {
  createContext,
  lazy,
  type ReactNode,
  Suspense,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useRef,
  useState,
  useSyncExternalStore,
} from 'react'
import { useTranslation } from 'react-i18next'
import { pluginFacts } from '../../lib/catalogue.ts'
import type { Locale } from '../../lib/locale.ts'
import { useOrganization } from '../../lib/organization.tsx'
import { useDocumentStore } from '../use-document.tsx'
import type { WorkflowSearch } from '../workflow-search.ts'
import { createDoctorClient, type DoctorClient, startDoctorWorker } from './doctor-client.ts'
import { allTagsKnownQuery } from './queries.ts'
import './safety.css'
import { createSafetyStore, type PanelName, type Safety, type SafetyStore } from './safety-store.ts'
import { usePresence } from './use-presence.ts'
import { useReferences } from './use-references.ts'

const TestFromDecision = lazy(async () => ({
  default: (await import('./test-from-decision.tsx')).TestFromDecision,
}))

interface Held {
  store: SafetyStore
  decide: DoctorClient['decide']
}

const SafetyContext = createContext<Held | null>(null)

/** Watches over the document below: the Doctor and the tests look at every edit, in a worker. Needs a DocumentProvider. */
export function SafetyProvider({ children }: { children: ReactNode }) {
  const [store] = useState(() => createSafetyStore())
  usePresence(store)
  const [client, setClient] = useState<DoctorClient | null>(null)
  const documents = useDocumentStore()
  const references = useReferences()
  const { data: allTagsKnown = false } = useQuery(allTagsKnownQuery(useOrganization().id))
  const knowsTags = useRef(allTagsKnown)
  useEffect(() => {
    knowsTags.current = allTagsKnown
  }, [allTagsKnown])
  const { teste } = useSearch({ strict: false }) as WorkflowSearch
  const locale = useTranslation().i18n.language as Locale

  useEffect(() => {
    const made = createDoctorClient(startDoctorWorker(), {
      onFindings: (all, seen) => {
        // A tag we merely have not read of is no unknown tag.
        const findings = knowsTags.current ? all : all.filter(({ kind }) => kind !== 'unknown-tag')
        store.set({ findings, seen, looking: false, failure: null })
      },
      onReport: (report) => store.set({ report }),
      onFailure: (failure) => store.set({ failure, looking: false }),
    })
    setClient(made)
    return () => made.stop()
  }, [store])

  useEffect(() => {
    if (!client) return
    let last: unknown = null
    const look = () => {
      const { document } = documents.snapshot()
      if (document === last) return
      last = document
      store.set({ looking: true })
      client.look(document, { locale, references, facts: pluginFacts() })
    }
    look()
    return documents.subscribe(look)
  }, [client, documents, store, locale, references])

  const decide = useCallback<DoctorClient['decide']>(
    (...asked) => (client ? client.decide(...asked) : new Promise<Decision>(() => {})),
    [client],
  )
  const held = useMemo(() => ({ store, decide }), [store, decide])
  return (
    <SafetyContext.Provider value={held}>
      {children}
      {teste && (
        <Suspense fallback={null}>
          <TestFromDecision decisionId={teste} />
        </Suspense>
      )}
    </SafetyContext.Provider>
  )
}

function useHeld(): Held {
  const held = useContext(SafetyContext)
  if (!held) throw new Error('The safety hooks need a SafetyProvider above them.')
  return held
}

/** One part of what is known; the component follows that part alone. `pick` must answer the same object for the same state. */
export function useSafety<T>(pick: (safety: Safety) => T): T {
  const { store } = useHeld()
  return useSyncExternalStore(store.subscribe, () => pick(store.now()))
}

/** The store itself, for what sets something. */
export const useSafetyStore = (): SafetyStore => useHeld().store

const none: readonly DoctorFinding[] = []

/** What the Doctor found in the document; empty until he has looked. */
export const useFindings = (): readonly DoctorFinding[] => useSafety((safety) => safety.findings) ?? none

/** How the tests of the document come out; null until they have run. */
export const useReport = (): TestReport | null => useSafety((safety) => safety.report)

/** Returns what asks the rules as they are now for a decision. */
export const useDecide = () => useHeld().decide

/** Returns a function that opens a panel beside the editor, or closes it with null. */
export function useOpenPanel() {
  const { store } = useHeld()
  return useCallback((panel: PanelName | null) => store.set({ panel }), [store])
}
