import { make } from './node.ts'
import type { Session } from './session.ts'
import { css, readableOn, visibleOn } from './style.ts'

/** Puts the widget on the page in its own element, tree and style sheet: the page's styles and policies stay outside. */
export const mount = (
  { colour, look = {} }: Session,
  parts: readonly HTMLElement[],
  dismiss: () => void,
): HTMLElement => {
  const { theme = 'auto', position = 'right', radius = 18 } = look
  const host = make('div', { id: 'faladesk', 'data-theme': theme, 'data-side': position })
  const root = host.attachShadow({ mode: 'open' })
  const sheet = new CSSStyleSheet()
  // Lines of the brand's colour must be seen on the light and on the dark window.
  const brand = `--accent: ${colour}; --on-accent: ${readableOn(colour)}; --accent-light: ${visibleOn(colour, '#ffffff')};
    --accent-dark: ${visibleOn(colour, '#16181d')}; --radius: ${Number(radius)}px;`
  sheet.replaceSync(`${css}:host { ${brand} }`)
  root.adoptedStyleSheets = [sheet]
  root.append(...parts)
  root.addEventListener('keydown', (event) => {
    if ((event as KeyboardEvent).key !== 'Escape') return
    event.stopPropagation()
    dismiss()
  })
  // The visible height without the on-screen keyboard, which 100dvh does not know on iOS.
  const fit = () => host.style.setProperty('--visible-height', `${visualViewport?.height ?? innerHeight}px`)
  visualViewport?.addEventListener('resize', fit)
  fit()
  document.body.append(host)
  return host
}
