import { Skeleton } from '../ui/skeleton.tsx'

/** Where a section of settings will be. */
export function SettingsSkeleton() {
  return (
    <div className="settings-column" aria-busy="true">
      <Skeleton width={180} height={20} />
      <div className="settings-skeleton">
        <Skeleton width="40%" />
        <Skeleton height={36} />
        <Skeleton width="30%" />
        <Skeleton height={36} />
        <Skeleton width="45%" />
        <Skeleton height={80} />
      </div>
    </div>
  )
}
