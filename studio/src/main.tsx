import '@fontsource-variable/inter/wght.css'
import './ui/tokens.css'
import './ui/base.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { fetchConfig } from './lib/config.ts'
import { startTexts } from './lib/locale.ts'
import { connectSupabase, supabase } from './lib/supabase.ts'
import { followSystemTheme } from './lib/theme.ts'
import { App } from './shell/app.tsx'
import { BootError } from './shell/boot-error.tsx'

const root = createRoot(document.getElementById('root') as HTMLElement)

async function start() {
  followSystemTheme()
  try {
    const [config] = await Promise.all([fetchConfig(), startTexts()])
    connectSupabase(config)
    const { data } = await supabase().auth.getSession()
    root.render(
      <StrictMode>
        <App session={data.session} />
      </StrictMode>,
    )
  } catch (error) {
    root.render(<BootError error={error} onRetry={() => void start()} />)
  }
}

void start()
