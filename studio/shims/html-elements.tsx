// `@expo/html-elements` is published as raw React Native source; Gluestack needs only its headings.
import { Text } from 'react-native-web'

const heading = (level: number) => (props: Record<string, unknown>) => (
  <Text role="heading" aria-level={level} {...props} />
)

export const H1 = heading(1)
export const H2 = heading(2)
export const H3 = heading(3)
export const H4 = heading(4)
export const H5 = heading(5)
export const H6 = heading(6)
