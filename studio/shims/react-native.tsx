// `react-native` in the browser: react-native-web without its Animated engine, which drags in FlatList and its lists.
// Gluestack's overlays use Animated only as a timer from 0 to 1; motion itself is CSS (ui/theme/css-motion.tsx).
export * from 'react-native-web'

import { Image, ScrollView, Text, View } from 'react-native-web'

type Finished = (result: { finished: boolean }) => void
interface Animation {
  start: (finished?: Finished) => void
  stop: () => void
  reset: () => void
}

class Value {
  #value: number
  constructor(value: number) {
    this.#value = value
  }
  setValue(value: number) {
    this.#value = value
  }
  interpolate() {
    return this.#value
  }
  __getValue() {
    return this.#value
  }
  stopAnimation(stopped?: (value: number) => void) {
    stopped?.(this.#value)
  }
  addListener() {
    return ''
  }
  removeAllListeners() {}
}

const after = (ms: number, effect: () => void): Animation => ({
  start: (finished) => {
    setTimeout(() => {
      effect()
      finished?.({ finished: true })
    }, ms)
  },
  stop: () => {},
  reset: () => {},
})

const timing = (value: Value, to: { toValue: number; duration?: number }) =>
  after(Math.min(to.duration ?? 0, 150), () => value.setValue(to.toValue))

const together = (animations: Animation[]): Animation => ({
  start: (finished) => {
    let running = animations.length
    if (running === 0) finished?.({ finished: true })
    for (const animation of animations) {
      animation.start(() => {
        running -= 1
        if (running === 0) finished?.({ finished: true })
      })
    }
  },
  stop: () => {},
  reset: () => {},
})

export const Animated = {
  Value,
  timing,
  spring: timing,
  sequence: together,
  parallel: together,
  delay: (ms: number) => after(ms, () => {}),
  loop: (animation: Animation) => animation,
  event: () => () => {},
  createAnimatedComponent: <T,>(component: T) => component,
  View,
  Text,
  Image,
  ScrollView,
}
