import { useTranslation } from 'react-i18next'
import { Skeleton } from '../../ui/skeleton.tsx'
import './thread.css'

const bubbles = [
  { side: 'in', width: 260 },
  { side: 'in', width: 180 },
  { side: 'out', width: 320 },
  { side: 'in', width: 220 },
  { side: 'out', width: 240 },
]

/** A conversation's shape while it is fetched. */
export function ThreadSkeleton() {
  const { t } = useTranslation('console')
  return (
    <div className="conversation" data-full-height role="status" aria-busy="true" aria-label={t('thread.loading')}>
      <div className="conversation-main">
        <div className="pane-header">
          <Skeleton width={36} height={36} round />
          <Skeleton width={140} height={14} />
        </div>
        <div className="thread-scroll">
          <div className="thread-column thread-skeleton">
            {bubbles.map(({ side, width }) => (
              <div key={width} data-side={side}>
                <Skeleton width={width} height={side === 'out' ? 62 : 42} />
              </div>
            ))}
          </div>
        </div>
      </div>
    </div>
  )
}
