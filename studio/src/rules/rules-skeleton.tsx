import { Skeleton } from '../ui/skeleton.tsx'

/** Where rules will be. */
export function RulesSkeleton() {
  return (
    <div className="rules-skeleton">
      {['62%', '48%', '70%', '55%'].map((width) => (
        <div key={width} className="rules-skeleton-card">
          <Skeleton width="30%" height={14} />
          <Skeleton width={width} />
          <Skeleton width="80%" height={34} />
        </div>
      ))}
    </div>
  )
}
