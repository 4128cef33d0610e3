// react-native-web ships no types; only these pieces are used, and only inside shims/ and ui/theme.
declare module 'react-native-web' {
  import type { ComponentType, ReactElement } from 'react'

  type Loose = ComponentType<Record<string, unknown>>
  export const View: Loose
  export const Text: Loose
  export const Image: Loose
  export const ScrollView: Loose
  export const Pressable: Loose
  export function unstable_createElement(tag: string, props: Record<string, unknown>): ReactElement
}
