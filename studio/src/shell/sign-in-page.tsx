import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { supabase } from '../lib/supabase.ts'
import { useTitle } from '../lib/title.ts'
import { Button } from '../ui/button.tsx'
import { Form } from '../ui/form.tsx'
import { TextField } from '../ui/text-field.tsx'
import { BrandMark } from './brand-mark.tsx'
import { DemoLogins } from './demo-logins.tsx'
import { LanguageLinks } from './language-links.tsx'
import './sign-in.css'
import { whyRefused } from './why-refused.ts'

/** E-mail and password, then on to where the person was going. */
export function SignInPage() {
  const { t } = useTranslation('shell')
  const navigate = useNavigate()
  const { next } = useSearch({ from: '/entrar' })
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const [refusal, setRefusal] = useState<string>()
  const [busy, setBusy] = useState(false)

  useTitle(t('signIn.enter'))

  const signIn = async (as = { email: email.trim(), password }) => {
    if (!as.email || !as.password) return setRefusal('incomplete')
    setBusy(true)
    setRefusal(undefined)
    const { error } = await supabase().auth.signInWithPassword({ email: as.email, password: as.password })
    setBusy(false)
    if (error) return setRefusal(whyRefused(error))
    // Only our own paths: an address with a host would lead a person away from here.
    const target = next?.startsWith('/') && !next.startsWith('//') ? next : '/c'
    await navigate({ href: target, replace: true })
  }

  return (
    <main className="sign-in">
      <div className="sign-in-card">
        <BrandMark />
        <h1 className="page-title">{t('signIn.title')}</h1>
        <p className="page-lead">{t('signIn.lead')}</p>
        <Form onSubmit={() => void signIn()} label={t('signIn.title')}>
          <TextField
            label={t('signIn.email')}
            value={email}
            onChange={setEmail}
            inputMode="email"
            autoComplete="username"
            size="lg"
            autoFocus
          />
          <TextField
            label={t('signIn.password')}
            value={password}
            onChange={setPassword}
            autoComplete="current-password"
            size="lg"
            secret
            error={refusal && t(`signIn.refused.${refusal}`)}
          />
          <Button action="primary" size="lg" onPress={() => void signIn()} busy={busy}>
            {t('signIn.enter')}
          </Button>
        </Form>
        <DemoLogins onPick={(login) => void signIn(login)} busy={busy} />
      </div>
      <LanguageLinks />
    </main>
  )
}
