import { useTranslation } from 'react-i18next'
import { Skeleton } from '../../ui/skeleton.tsx'

const widths = [130, 96, 148, 110, 84, 138, 120, 100]

/** The list's shape while it is fetched. */
export function ListSkeleton() {
  const { t } = useTranslation('console')
  return (
    <div className="list-scroll" style={{ padding: 0 }} role="status" aria-busy="true" aria-label={t('list.loading')}>
      {widths.map((width) => (
        <div key={width} className="row-skeleton">
          <Skeleton width={36} height={36} round />
          <span>
            <Skeleton width={width} />
            <Skeleton width="85%" height={10} />
            <Skeleton width={64} height={14} />
          </span>
        </div>
      ))}
    </div>
  )
}
