import type { RuleDocument } from '@faladesk/rules'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { MenuChoice } from '../../ui/menu.tsx'
import { foldersOf } from './folder-runs.ts'
import type { RuleFilter } from './search-rules.ts'

/** The filters as choices of a menu: the lane, on or off, what the Doctor found, the folder. */
export function useFilterChoices(
  document: RuleDocument,
  { lane, state, folder, findings }: RuleFilter,
  set: (change: Partial<RuleFilter>) => void,
): MenuChoice[] {
  const { t } = useTranslation('rules-canvas')
  const folders = useMemo(() => foldersOf(document), [document])
  const choice = (key: string, label: string, selected: boolean, change: Partial<RuleFilter>, heading?: string) => ({
    key,
    label,
    selected,
    heading,
    onSelect: () => set(change),
  })
  return [
    choice('lane:any', t('find.any'), lane === null, { lane: null }, t('find.lane')),
    choice('lane:reply', t('lane.reply.title'), lane === 'reply', { lane: 'reply' }),
    choice('lane:background', t('lane.background.title'), lane === 'background', { lane: 'background' }),
    choice('state:any', t('find.any'), state === 'any', { state: 'any' }, t('find.state')),
    choice('state:on', t('find.on'), state === 'on', { state: 'on' }),
    choice('state:off', t('find.off'), state === 'off', { state: 'off' }),
    choice('doctor:any', t('find.any'), !findings, { findings: false }, t('find.doctor')),
    choice('doctor:found', t('find.withFindings'), findings, { findings: true }),
    ...(folders.length === 0
      ? []
      : [
          choice('folder:any', t('find.any'), folder === null, { folder: null }, t('find.folder')),
          ...folders.map((name) => choice(`folder:=${name}`, name, folder === name, { folder: name })),
          choice('folder:none', t('find.noFolder'), folder === '', { folder: '' }),
        ]),
  ]
}
