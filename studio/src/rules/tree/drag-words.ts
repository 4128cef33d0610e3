import type { Announcements, DragEndEvent, ScreenReaderInstructions, UniqueIdentifier } from '@dnd-kit/core'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useDocumentActions } from '../use-document.tsx'

/** What is said while a rule is dragged, by pointer or by keys. */
export function useDragWords(): { announcements: Announcements; screenReaderInstructions: ScreenReaderInstructions } {
  const { t } = useTranslation('rules-tree')
  const { store } = useDocumentActions()
  return useMemo(() => {
    const rules = () => store.snapshot().document.rules
    const name = (id: UniqueIdentifier) => rules().find((rule) => rule.id === id)?.name ?? ''
    const place = (id: UniqueIdentifier) => {
      const lane = rules().find((rule) => rule.id === id)?.lane
      const all = rules().filter((rule) => rule.lane === lane)
      return { place: all.findIndex((rule) => rule.id === id) + 1, total: all.length }
    }
    const over = ({ active, over: target }: Pick<DragEndEvent, 'active' | 'over'>, key: string) =>
      target ? t(`drag.${key}`, { name: name(active.id), ...place(target.id) }) : t('drag.nowhere')
    return {
      announcements: {
        onDragStart: ({ active }) => t('drag.start', { name: name(active.id), ...place(active.id) }),
        onDragOver: (event) => over(event, 'over'),
        onDragEnd: (event) => over(event, 'end'),
        onDragCancel: ({ active }) => t('drag.cancel', { name: name(active.id) }),
      },
      screenReaderInstructions: { draggable: t('drag.how') },
    }
  }, [t, store])
}
