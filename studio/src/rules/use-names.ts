import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { ourCatalogue } from '../lib/catalogue.ts'
import type { Locale } from '../lib/locale.ts'
import { useOrganization } from '../lib/organization.tsx'
import { nameFinder } from './names.ts'
import { namesQuery } from './queries.ts'

const nobody = { teams: [], agents: [], inboxes: [], policies: [] }

/** How sentences about rules are said here: the person's language, the organization's own names, and the facts of its plugins. */
export function useSay() {
  const { id } = useOrganization()
  const { i18n } = useTranslation()
  const { data = nobody } = useQuery(namesQuery(id))
  const locale = i18n.language as Locale
  return useMemo(
    () => ({ locale, names: nameFinder({ ...data, tags: [] }), catalogue: ourCatalogue() }),
    [locale, data],
  )
}
