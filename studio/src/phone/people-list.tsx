import { UserPlus } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Avatar } from '../ui/avatar.tsx'
import { Button } from '../ui/button.tsx'
import { readableAddress } from './addresses.ts'
import { NewPersonDialog } from './new-person-dialog.tsx'
import type { People } from './use-people.ts'

/** Who is writing: people the organization knows, or somebody new. */
export function PeopleList({ people, person, become, add, form, isLoading }: People) {
  const { t } = useTranslation('phone')
  const [making, setMaking] = useState(false)
  return (
    <fieldset className="phone-people">
      <legend className="field-label">{t('who')}</legend>
      <div className="phone-people-list">
        {people.map((one) => (
          <label key={one.address} className="phone-person">
            <input
              type="radio"
              name="phone-person"
              className="visually-hidden"
              checked={one.address === person?.address}
              onChange={() => become(one)}
            />
            <Avatar name={one.name || one.address} size="sm" />
            <span className="phone-person-words">
              <span className="truncate">{one.name || readableAddress(one.address)}</span>
              {one.name && <span className="phone-person-number">{readableAddress(one.address)}</span>}
            </span>
          </label>
        ))}
      </div>
      {/* The list above pushes it down when it comes: pressed before, the press would miss. */}
      <Button size="sm" action="ghost" icon={UserPlus} disabled={isLoading} onPress={() => setMaking(true)}>
        {t('new.button')}
      </Button>
      {making && <NewPersonDialog form={form} onClose={() => setMaking(false)} onAdd={add} />}
    </fieldset>
  )
}
