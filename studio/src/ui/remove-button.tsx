import { X } from 'lucide-react'
import './remove-button.css'

/** A small cross at the end of a chip, a file or a field, which takes it away. */
export function RemoveButton({ label, onPress }: { label: string; onPress: () => void }) {
  return (
    <button type="button" className="remove-button" aria-label={label} onClick={onPress}>
      <X size={13} aria-hidden />
    </button>
  )
}
