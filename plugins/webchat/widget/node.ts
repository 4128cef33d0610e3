type Props = Record<string, string | boolean | number | ((event: never) => void) | null | undefined>

/** Makes an element: attributes by name, listeners as `onclick`, text as text and never as HTML. */
export const make = <K extends keyof HTMLElementTagNameMap>(
  tag: K,
  props: Props = {},
  ...children: (Node | string | null)[]
): HTMLElementTagNameMap[K] => {
  const made = document.createElement(tag)
  for (const [name, value] of Object.entries(props)) {
    if (typeof value === 'function') made.addEventListener(name.slice(2), value as EventListener)
    else if (value === true) made.setAttribute(name, '')
    else if (value !== false && value !== null && value !== undefined) made.setAttribute(name, String(value))
  }
  made.append(...children.filter((child) => child !== null))
  return made
}

/** Draws one of the widget's icons from its paths on a 24×24 board. */
export const icon = (paths: string, name = ''): SVGSVGElement => {
  const space = 'http://www.w3.org/2000/svg'
  const svg = document.createElementNS(space, 'svg')
  svg.setAttribute('viewBox', '0 0 24 24')
  svg.setAttribute('aria-hidden', 'true')
  if (name) svg.setAttribute('class', name)
  const path = document.createElementNS(space, 'path')
  path.setAttribute('d', paths)
  svg.append(path)
  return svg
}

/** A random id that also works on pages without https, where crypto.randomUUID is missing. */
export const randomId = (): string => {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}
