import { Children, type ComponentType, forwardRef, type ReactNode, useEffect, useRef } from 'react'
import { Pressable, View } from 'react-native-web'

type Props = Record<string, unknown>

/** Renders a React Native Web component without its motion props and marks it for the keyframes in base.css. */
const marked = (Component: ComponentType<Props>, motion: string) =>
  forwardRef<unknown, Props>(function Marked(props, ref) {
    const { initial, animate, exit, transition, initialProps, animateProps, whileTap, whileHover, ...rest } = props
    const { onAnimationComplete, dataSet, ...kept } = rest
    return <Component {...kept} ref={ref} dataSet={{ ...(dataSet as Props | undefined), motion }} />
  })

/** Tells an overlay that it has left as soon as its children are gone: there is no exit animation to wait for. */
const Presence = forwardRef<unknown, { children?: ReactNode; onExitComplete?: () => void }>(function Presence(
  { children, onExitComplete },
  _ref,
) {
  const present = Children.toArray(children).length > 0
  const before = useRef(present)
  useEffect(() => {
    if (before.current && !present) onExitComplete?.()
    before.current = present
  }, [present, onExitComplete])
  return <>{children}</>
})

const motionProps = [
  'animate',
  'initial',
  'exit',
  'initialProps',
  'animateProps',
  'transition',
  'whileTap',
  'whileHover',
]

/** Gluestack's animation driver made of CSS keyframes: small, off the main thread, and quiet when a person asked for no motion. */
export class CssMotion {
  name = 'CssMotion'
  engine: Record<string, unknown> = {
    View: marked(View, 'content'),
    Pressable: marked(Pressable, 'backdrop'),
    AnimatePresence: Presence,
  }
  config = { aliases: Object.fromEntries([...motionProps, 'onAnimationComplete'].map((prop) => [`:${prop}`, prop])) }
  register() {}
}
