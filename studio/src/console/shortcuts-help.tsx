import { useTranslation } from 'react-i18next'
import { Dialog } from '../ui/dialog.tsx'
import './shortcuts-help.css'

const keys: { name: string; keys: string[] }[] = [
  { name: 'move', keys: ['j', 'k', '↓', '↑'] },
  { name: 'open', keys: ['Enter'] },
  { name: 'search', keys: ['/'] },
  { name: 'reply', keys: ['r'] },
  { name: 'note', keys: ['n'] },
  { name: 'template', keys: ['/', 'Ctrl+Shift+T'] },
  { name: 'resolve', keys: ['e'] },
  { name: 'send', keys: ['Enter', 'Ctrl+Enter'] },
  { name: 'newline', keys: ['Shift+Enter'] },
  { name: 'leave', keys: ['Esc'] },
  { name: 'help', keys: ['?'] },
]

/** Every key of the console and what it does. */
export function ShortcutsHelp({ open, onClose }: { open: boolean; onClose: () => void }) {
  const { t } = useTranslation('console')
  return (
    <Dialog open={open} onClose={onClose} title={t('help.title')} size="sm">
      <dl className="shortcuts">
        {keys.map((shortcut) => (
          <div key={shortcut.name}>
            <dt>{t(`help.${shortcut.name}`)}</dt>
            <dd>
              {shortcut.keys.map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </Dialog>
  )
}
