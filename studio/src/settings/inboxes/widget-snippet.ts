/** The line a shop pastes before </body> so that its visitors can write. */
export const widgetSnippet = (origin: string, key: string) =>
  `<script src="${origin}/widget.js" data-inbox="${key}" async></script>`

/** The origin of an address; null when it is none. */
export function originOf(url: string | undefined): string | null {
  try {
    return url ? new URL(url).origin : null
  } catch {
    return null
  }
}
