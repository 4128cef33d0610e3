/** Whether an address can only be reached from this computer, so that no provider could ever call it. */
export function isLocalAddress(url: string): boolean {
  try {
    const { hostname } = new URL(url)
    return (
      hostname === 'localhost' ||
      hostname.endsWith('.localhost') ||
      /^(127\.|10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.|169\.254\.|\[?::1\]?$)/.test(hostname)
    )
  } catch {
    return false
  }
}

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
