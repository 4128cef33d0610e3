import { AnimationResolver } from '@gluestack-style/animation-resolver'
import { createComponents, createConfig, createStyle } from '@gluestack-style/react'
import { controls } from './controls.ts'
import { CssMotion } from './css-motion.tsx'
import { overlays } from './overlays.ts'

type Loose = never

const components = Object.fromEntries(
  Object.entries({ ...controls, ...overlays }).map(([name, style]) => [name, createStyle(style as Loose)]),
)

const base: object = createConfig({
  aliases: {},
  tokens: { colors: {}, space: {}, borderWidths: {}, radii: {}, mediaQueries: {}, fontSizes: {}, opacity: {} },
  globalStyle: { variants: {} },
  plugins: [new AnimationResolver(CssMotion as Loose)],
} as Loose)
/**
 * Gluestack's configuration. Colours are CSS variables of tokens.css, so that light and dark switch without a render
 * (changing Gluestack's own colorMode loses the styles of checked and invalid states).
 */
export const gluestackConfig = { ...base, components: createComponents(components as Loose) }
