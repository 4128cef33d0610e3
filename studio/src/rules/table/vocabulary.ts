import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Locale } from '../../lib/locale.ts'
import { useOrganization } from '../../lib/organization.tsx'
import { namesQuery } from '../queries.ts'
import { useOwnNames } from '../tree/known-values.ts'
import type { Choice, Vocabulary } from './cell-kind.ts'

/** The words of a table's cells: the person's language and the organization's own teams, people, inboxes and tags. */
export function useVocabulary(): Vocabulary {
  const { id } = useOrganization()
  const own = useOwnNames()
  const { data } = useQuery(namesQuery(id))
  const locale = useTranslation().i18n.language as Locale
  return useMemo(() => {
    // A rule may hold an id, which is shown by its name; what is chosen anew is written as the name.
    const both = (names: readonly Choice[], ids: readonly { id: string; name: string }[] = []) => [
      ...names,
      ...ids.map(({ id: value, name: label }) => ({ value, label })),
    ]
    const team = both(own.team, data?.teams)
    const agent = both(own.agent, data?.agents)
    const inbox = both(own.inbox, data?.inboxes)
    const names = { team, agent, inbox, 'conversation.team': team, 'conversation.inbox': inbox }
    return { locale, names: { ...names, 'contact.tags': own.tag, 'conversation.tags': own.tag } }
  }, [own, data, locale])
}
