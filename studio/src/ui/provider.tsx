import type { ReactNode } from 'react'
import { Provider } from './gs/provider.ts'
import { gluestackConfig } from './theme/config.ts'

/** Lends Gluestack's theme and overlays to everything inside. */
export function UiProvider({ children }: { children: ReactNode }) {
  return (
    <Provider config={gluestackConfig} colorMode="light">
      {children}
    </Provider>
  )
}
