import { GluestackUIProvider } from '@gluestack-ui/themed'
import { typed } from './typed.ts'

export const Provider = typed<{ config: unknown; colorMode: 'light' }>(GluestackUIProvider)
