/** Buttons, fields and switches: Gluestack's slots filled with Studio's tokens. Sizes are 28, 32 and 40 px. */

type Style = Record<string, unknown>

const ring = { boxShadow: '0 0 0 3px var(--ring)' }
export const bodyFont = { fontFamily: 'var(--font)' }
const sizes = {
  variants: { size: { sm: { height: 28 }, md: { height: 32 }, lg: { height: 40 } } },
  defaultProps: { size: 'md' },
}

const tone = (background: string, hover: string, color: string, border = 'transparent'): Style => ({
  backgroundColor: background,
  borderColor: border,
  ':hover': { backgroundColor: hover },
  ':active': { opacity: 0.9 },
  _text: { color },
  _icon: { color },
})

const field: Style = {
  borderWidth: 1,
  borderColor: 'var(--border-strong)',
  borderRadius: 8,
  backgroundColor: 'var(--surface)',
  flexDirection: 'row',
  alignItems: 'center',
  overflow: 'hidden',
  ':hover': { borderColor: 'var(--text-3)' },
  ':focus': { borderColor: 'var(--accent)', _web: ring },
  ':invalid': { borderColor: 'var(--danger)' },
  ':disabled': { opacity: 0.55 },
}

const fieldText: Style = {
  flex: 1,
  color: 'var(--text)',
  ...bodyFont,
  fontSize: 14,
  paddingHorizontal: 10,
  props: { placeholderTextColor: 'var(--text-3)' },
  _web: { outlineWidth: 0, outline: 'none' },
}

export const controls: Record<string, Style> = {
  Button: {
    borderRadius: 8,
    borderWidth: 1,
    paddingHorizontal: 12,
    gap: 6,
    flexDirection: 'row',
    alignItems: 'center',
    justifyContent: 'center',
    _text: { fontSize: 13, lineHeight: 18, fontWeight: '500', ...bodyFont },
    variants: {
      action: {
        primary: tone('var(--accent)', 'var(--accent-hover)', 'var(--on-accent)'),
        secondary: tone('var(--surface)', 'var(--hover)', 'var(--text)', 'var(--border-strong)'),
        ghost: tone('transparent', 'var(--hover)', 'var(--text-2)'),
        danger: tone('var(--danger-solid)', 'var(--danger-hover)', '#ffffff'),
      },
      size: {
        sm: { height: 28, paddingHorizontal: 10 },
        md: { height: 32 },
        lg: { height: 40, paddingHorizontal: 16, _text: { fontSize: 14, lineHeight: 20 } },
      },
    },
    defaultProps: { action: 'secondary', size: 'md' },
    ':disabled': { opacity: 0.5 },
    _web: {
      ':focusVisible': { outlineWidth: 2, outlineStyle: 'solid', outlineColor: 'var(--accent)', outlineOffset: 2 },
    },
  },
  ButtonText: { _web: { userSelect: 'none' } },
  Input: { ...field, ...sizes },
  InputField: { ...fieldText, height: '100%' },
  Textarea: { ...field, alignItems: 'stretch', minHeight: 88 },
  TextareaInput: {
    ...fieldText,
    paddingVertical: 8,
    lineHeight: 20,
    textAlignVertical: 'top',
    props: { multiline: true, placeholderTextColor: 'var(--text-3)' },
  },
  Select: {},
  SelectTrigger: { ...field, ...sizes },
  SelectInput: { ...fieldText, pointerEvents: 'none', height: '100%' },
  SelectIcon: { color: 'var(--text-3)' },
  Switch: {
    props: {
      trackColor: { false: 'var(--border-strong)', true: 'var(--accent)' },
      thumbColor: '#ffffff',
      activeThumbColor: '#ffffff',
    },
    _web: { ':focusVisible': ring },
  },
}
