import type { DoctorFinding } from '@faladesk/rules'

/** Where something stands in a text, as Monaco counts: lines and columns begin at 1. */
export interface Place {
  startLineNumber: number
  startColumn: number
  endLineNumber: number
  endColumn: number
}

/** What Monaco's `setModelMarkers` takes. */
export interface Marker extends Place {
  severity: number
  message: string
  source: string
  code: string
}

// monaco.MarkerSeverity, which must not be imported: Monaco belongs to the editor's own chunk.
const severity = { error: 8, warning: 4, hint: 2 } as const

/**
 * The Doctor's findings as Monaco markers. `positions` says where a JSON pointer stands in the text, or null while the
 * text is not the document that was looked at; such findings are left out rather than shown at the wrong place.
 */
export function toMarkers(
  findings: readonly DoctorFinding[],
  positions: (pointer: string) => Place | null,
): readonly Marker[] {
  return findings.flatMap((finding) => {
    const place = positions(finding.pointer)
    if (!place) return []
    const message = finding.example ? `${finding.message}\n“${finding.example.shows}”` : finding.message
    return [{ ...place, severity: severity[finding.severity], message, source: 'Faladesk', code: finding.kind }]
  })
}
