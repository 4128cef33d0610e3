import type { Member, Team } from '@faladesk/core/contract'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { TextField } from '../../ui/text-field.tsx'
import { EditDialog } from '../edit-dialog.tsx'
import { fieldErrors } from '../form/field-errors.ts'
import { MemberChoices } from './member-choices.tsx'
import { useRemoveTeam, useSaveTeam } from './save-team.ts'

/** Makes a team, or changes its name, purpose and members, or removes it. */
export function TeamDialog({ team, members, onClose }: { team: Team | null; members: Member[]; onClose: () => void }) {
  const { t } = useTranslation('settings')
  const [name, setName] = useState(team?.name ?? '')
  const [description, setDescription] = useState(team?.description ?? '')
  const [inside, setInside] = useState<readonly string[]>(team?.members ?? [])
  const save = useSaveTeam(team, onClose)
  const remove = useRemoveTeam(onClose)
  const errors = fieldErrors(save.error)
  return (
    <EditDialog
      title={team ? team.name : t('teams.new')}
      onClose={onClose}
      onSave={() => save.mutate({ name: name.trim(), description: description.trim(), members: inside })}
      ready={name.trim() !== ''}
      saving={save.isPending}
      failure={Object.keys(errors).length === 0 && (save.error ?? remove.error)}
      remove={
        team && {
          label: t('teams.remove'),
          sure: t('teams.removeSure'),
          busy: remove.isPending,
          run: () => remove.mutate(team.id),
        }
      }
    >
      <TextField
        label={t('teams.name')}
        error={errors.name}
        required
        value={name}
        onChange={setName}
        autoFocus={!team}
      />
      <TextField
        label={t('teams.description')}
        hint={t('teams.descriptionHint')}
        error={errors.description}
        value={description}
        onChange={setDescription}
      />
      <MemberChoices members={members} chosen={inside} onChange={setInside} />
    </EditDialog>
  )
}
