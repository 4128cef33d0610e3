/** What floats above the page: dialogs, menus, tooltips, toasts. */
import { bodyFont } from './controls.ts'

type Style = Record<string, unknown>

const card: Style = {
  backgroundColor: 'var(--surface)',
  borderRadius: 12,
  _web: { boxShadow: 'var(--shadow-overlay)' },
  ':initial': { opacity: 0 },
  ':animate': { opacity: 1 },
}
const cover: Style = { position: 'absolute', top: 0, right: 0, bottom: 0, left: 0 }

export const overlays: Record<string, Style> = {
  Modal: {
    width: '100%',
    height: '100%',
    alignItems: 'center',
    justifyContent: 'center',
    variants: {
      size: { sm: { _content: { width: 400 } }, md: { _content: { width: 520 } }, lg: { _content: { width: 760 } } },
    },
    defaultProps: { size: 'md' },
    _web: { pointerEvents: 'box-none' },
  },
  ModalBackdrop: { ...cover, backgroundColor: 'var(--scrim)', _web: { cursor: 'default' } },
  ModalContent: { ...card, overflow: 'hidden', maxWidth: '94%', maxHeight: '90%' },
  ModalHeader: {
    paddingHorizontal: 20,
    paddingTop: 16,
    paddingBottom: 8,
    flexDirection: 'row',
    alignItems: 'center',
    justifyContent: 'space-between',
  },
  ModalBody: { paddingHorizontal: 20, paddingVertical: 8 },
  ModalFooter: { paddingHorizontal: 20, paddingVertical: 16, flexDirection: 'row', justifyContent: 'flex-end', gap: 8 },
  Menu: {
    ...card,
    borderRadius: 10,
    padding: 4,
    minWidth: 200,
    maxHeight: 420,
    _web: { overflow: 'auto', boxShadow: 'var(--shadow-overlay)' },
  },
  MenuItem: {
    minHeight: 32,
    paddingHorizontal: 8,
    borderRadius: 6,
    flexDirection: 'row',
    alignItems: 'center',
    ':hover': { backgroundColor: 'var(--hover)' },
    ':focus': { backgroundColor: 'var(--hover)' },
    ':focusVisible': { backgroundColor: 'var(--hover)' },
    ':disabled': { opacity: 0.5 },
    _web: { cursor: 'pointer', outlineWidth: 0 },
  },
  MenuBackdrop: { ...cover, _web: { cursor: 'default' } },
  Tooltip: { width: '100%', height: '100%', _web: { pointerEvents: 'none' } },
  TooltipContent: { backgroundColor: 'var(--tooltip-bg)', borderRadius: 6, paddingHorizontal: 8, paddingVertical: 4 },
  TooltipText: { color: 'var(--tooltip-text)', ...bodyFont, fontSize: 12, lineHeight: 16 },
  Toast: { ...card, margin: 12, paddingHorizontal: 14, paddingVertical: 11, minWidth: 240, maxWidth: 380 },
  ToastTitle: { color: 'var(--text)', ...bodyFont, fontSize: 13, lineHeight: 18, fontWeight: '600' },
  ToastDescription: { color: 'var(--text-2)', ...bodyFont, fontSize: 13, lineHeight: 18 },
}
