import { PencilLine } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Avatar } from '../../ui/avatar.tsx'
import { Popover } from '../../ui/popover.tsx'
import { useDocument } from '../use-document.tsx'
import './presence.css'
import { useSafety } from './safety.tsx'

const shown = 3

/** Who else has this workflow open, and at which rule they are. Nothing while one is alone. */
export function Presence() {
  const { t } = useTranslation('rules-safety')
  const { document, select } = useDocument()
  const others = useSafety((safety) => safety.others)
  if (others.length === 0) return null
  const names = others.map(({ name }) => name)
  return (
    <Popover
      label={t('presence.title')}
      trigger={(props) => (
        <button {...props} type="button" className="presence">
          <span className="visually-hidden">
            {t('presence.here', { count: others.length, names: names.join(', ') })}
          </span>
          {others.slice(0, shown).map(({ user, name, editing }) => (
            <span key={user} className="presence-face" data-editing={editing || undefined}>
              <Avatar name={name} size="sm" />
            </span>
          ))}
          {others.length > shown && (
            <span className="presence-more" aria-hidden="true">
              +{others.length - shown}
            </span>
          )}
        </button>
      )}
    >
      {(close) => (
        <ul className="presence-list">
          {others.map(({ user, name, rule, editing }) => {
            const at = document.rules.find(({ id }) => id === rule)
            return (
              <li key={user} className="presence-person">
                <Avatar name={name} size="sm" />
                <span>
                  <span className="presence-name">
                    {name}
                    {editing && (
                      <span className="safety-small">
                        {' '}
                        <PencilLine size={12} aria-hidden /> {t('presence.editing')}
                      </span>
                    )}
                  </span>
                  {at && (
                    <button
                      type="button"
                      className="safety-link"
                      onClick={() => {
                        select(at.id)
                        close()
                      }}
                    >
                      {t('presence.at', { rule: at.name })}
                    </button>
                  )}
                </span>
              </li>
            )
          })}
        </ul>
      )}
    </Popover>
  )
}
