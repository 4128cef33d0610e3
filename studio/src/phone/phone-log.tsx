import type { PhoneRecord } from '@faladesk/core/contract'
import { useLayoutEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { dayOf } from '../lib/format.ts'
import { useOrganization } from '../lib/organization.tsx'
import { Skeleton } from '../ui/skeleton.tsx'
import { type Choice, choicesIn } from './choices-in.ts'
import { DayMark } from './day-mark.tsx'
import { PhoneBubble } from './phone-bubble.tsx'
import type { Written } from './write.ts'

interface Props {
  records: PhoneRecord[] | undefined
  pending: Written | null
  onChoose: (choice: Choice) => void
  busy: boolean
}

/** The bubbles of one phone, newest at the bottom, and what the last of them offers. */
export function PhoneLog({ records, pending, onChoose, busy }: Props) {
  const { t } = useTranslation('phone')
  const { timezone } = useOrganization()
  const log = useRef<HTMLDivElement>(null)
  const count = (records?.length ?? 0) + (pending ? 1 : 0)
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new bubble is the reason to go to the end.
  useLayoutEffect(() => {
    log.current?.scrollTo({ top: log.current.scrollHeight })
  }, [count])
  const last = records?.at(-1)
  const choices = last?.direction === 'to_phone' && !pending ? choicesIn(last.text, last.content) : []
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
    <div className="device-log" ref={log} role="log" aria-label={t('log')} tabIndex={0} aria-busy={!records}>
      {!records && <Skeleton width="60%" height={44} />}
      {records?.length === 0 && !pending && <p className="device-empty">{t('empty')}</p>}
      {records?.map((record, index) => {
        const before = records[index - 1]
        const isNewDay = !before || dayOf(before.created_at, timezone) !== dayOf(record.created_at, timezone)
        return (
          <div key={record.id} className="device-entry">
            {isNewDay && <DayMark iso={record.created_at} />}
            <PhoneBubble
              side={record.direction === 'from_phone' ? 'mine' : 'theirs'}
              text={record.text}
              content={record.content}
              at={record.created_at}
              state="sent"
            />
          </div>
        )
      })}
      {pending && (
        <PhoneBubble
          side="mine"
          text={pending.text ?? pending.choice?.title ?? ''}
          content={pending.media ? [{ k: 'media', media: pending.media }] : []}
          at={null}
          state="sending"
        />
      )}
      {choices.length > 0 && (
        <fieldset className="device-choices" aria-label={t('choices')}>
          {choices.map((choice) => (
            <button
              key={choice.title}
              type="button"
              className="device-choice"
              disabled={busy}
              onClick={() => onChoose(choice)}
            >
              {choice.title}
            </button>
          ))}
        </fieldset>
      )}
    </div>
  )
}
