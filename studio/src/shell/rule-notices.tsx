import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useOrganization } from '../lib/organization.tsx'
import { useLive } from '../lib/realtime.tsx'
import { useUserId } from '../lib/session.tsx'
import { read, supabase } from '../lib/supabase.ts'
import { useNotify } from '../ui/notify.tsx'
import { isForMe } from './is-for-me.ts'

/** Shows what a rule's `notify` action says, to the people it is meant for. */
export function RuleNotices() {
  const { t } = useTranslation('shell')
  const { id: organizationId } = useOrganization()
  const me = useUserId()
  const notify = useNotify()
  const teams = useQuery({
    queryKey: ['my-teams', organizationId, me],
    staleTime: 5 * 60_000,
    queryFn: () =>
      read<{ team_id: string }[]>(
        supabase().from('team_members').select('team_id').eq('organization_id', organizationId).eq('user_id', me),
      ),
  })
  useLive('notify', (notice) => {
    const mine = (teams.data ?? []).map((team) => team.team_id)
    if (isForMe(notice, me, mine)) notify(t('notice'), notice.text)
  })
  return null
}
