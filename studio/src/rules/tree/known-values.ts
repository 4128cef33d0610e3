import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { ourCatalogue } from '../../lib/catalogue.ts'
import type { Locale } from '../../lib/locale.ts'
import { useOrganization } from '../../lib/organization.tsx'
import { namesQuery } from '../queries.ts'
import { tagsQuery } from '../safety/queries.ts'

/** The organization's own names, by what they name. */
export function useOwnNames() {
  const { id } = useOrganization()
  const { data: names } = useQuery(namesQuery(id))
  const { data: tags = none } = useQuery(tagsQuery(id))
  return useMemo(() => {
    const named = (list: readonly { name: string }[] = []) => list.map(({ name }) => ({ value: name, label: name }))
    return {
      team: named(names?.teams),
      agent: named(names?.agents),
      inbox: named(names?.inboxes),
      policy: named(names?.policies),
      tag: tags.map((tag) => ({ value: tag, label: tag })),
    }
  }, [names, tags])
}

const none: readonly string[] = []
const kinds: Readonly<Record<string, 'team' | 'agent' | 'inbox' | 'tag'>> = {
  'conversation.team': 'team',
  'conversation.inbox': 'inbox',
  'contact.tags': 'tag',
  'conversation.tags': 'tag',
}

/** What a fact may be, where that is known: the choices of an enum, or the organization's own names. */
export function useKnownValues(name: string): readonly { value: string; label: string }[] {
  const own = useOwnNames()
  const locale = useTranslation().i18n.language as Locale
  return useMemo(() => {
    const values = ourCatalogue().facts.get(name)?.values
    if (values) return values.map((one) => ({ value: one.value, label: one.label[locale] }))
    const kind = kinds[name]
    return kind ? own[kind] : []
  }, [name, own, locale])
}
