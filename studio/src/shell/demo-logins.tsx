import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { type DemoLogin, fetchConfig } from '../lib/config.ts'
import { Button } from '../ui/button.tsx'

/** One-click sign-in with the demo's published logins; nothing where there is no demo organization. */
export function DemoLogins({ onPick, busy }: { onPick: (login: DemoLogin) => void; busy: boolean }) {
  const { t } = useTranslation('shell')
  const { data } = useQuery({ queryKey: ['config'], queryFn: fetchConfig, staleTime: Number.POSITIVE_INFINITY })
  const logins = data?.demo?.logins ?? []
  if (logins.length === 0) return null
  return (
    <section className="demo-logins" aria-labelledby="demo-logins">
      <h2 id="demo-logins">{t('signIn.demo.title')}</h2>
      <div>
        {logins.map((login) => (
          <Button key={login.email} action="secondary" onPress={() => onPick(login)} disabled={busy}>
            {t(`signIn.demo.${login.role}`)}
          </Button>
        ))}
      </div>
    </section>
  )
}
