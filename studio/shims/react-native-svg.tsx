// `react-native-svg` needs React Native's native modules; in a browser an svg element is an svg element.
import { unstable_createElement } from 'react-native-web'

const element =
  (tag: string) =>
  ({ sx: _sx, states: _states, size: _size, ...props }: Record<string, unknown>) => {
    // An icon without a name is decoration: screen readers must not stop at it.
    const accessible =
      tag !== 'svg' ? {} : props['aria-label'] ? { role: 'img' } : { 'aria-hidden': true, focusable: false }
    return unstable_createElement(tag, { ...props, ...accessible })
  }

export const Svg = element('svg')
export const Path = element('path')
export const G = element('g')
export const Circle = element('circle')
export const Rect = element('rect')
export const Line = element('line')
export const Polyline = element('polyline')
export const Polygon = element('polygon')
export const Ellipse = element('ellipse')
export const Defs = element('defs')
export const ClipPath = element('clipPath')
export const Stop = element('stop')
export const LinearGradient = element('linearGradient')
export default Svg
