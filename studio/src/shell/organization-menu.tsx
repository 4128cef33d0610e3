import { useNavigate } from '@tanstack/react-router'
import { ChevronsUpDown } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useOrganization, useOrganizationChoice } from '../lib/organization.tsx'
import { Menu } from '../ui/menu.tsx'
import { BrandMark } from './brand-mark.tsx'

/** Names the organization being worked in; opens the others a person belongs to. */
export function OrganizationMenu() {
  const { t } = useTranslation('shell')
  const { organizations, choose } = useOrganizationChoice()
  const organization = useOrganization()
  const navigate = useNavigate()
  const items = organizations.map((one) => ({
    key: one.slug,
    label: one.name,
    hint: t(`role.${one.role}`),
    selected: one.id === organization.id,
    onSelect: () => {
      choose(one)
      void navigate({ to: '/c' })
    },
  }))
  return (
    <Menu
      label={t('organizations')}
      placement="bottom left"
      items={items}
      trigger={(props) => (
        <button type="button" className="sidebar-button" title={organization.name} {...props}>
          <BrandMark />
          <span className="sidebar-words">
            <span className="sidebar-name truncate">{organization.name}</span>
          </span>
          <ChevronsUpDown size={14} className="sidebar-chevron" aria-hidden />
        </button>
      )}
    />
  )
}
