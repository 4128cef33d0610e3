import type { Member, Team } from '@faladesk/core/contract'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useErrorText } from '../lib/error-text.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Form } from '../ui/form.tsx'
import { TextField } from '../ui/text-field.tsx'
import { fieldErrors } from './field-errors.ts'
import { MemberChoices } from './member-choices.tsx'
import { useRemoveTeam, useSaveTeam } from './save-team.ts'

/** Makes a team, or changes its name, purpose and members, or removes it. */
export function TeamDialog({ team, members, onClose }: { team: Team | null; members: Member[]; onClose: () => void }) {
  const { t } = useTranslation('settings')
  const common = useTranslation('common').t
  const errorText = useErrorText()
  const [name, setName] = useState(team?.name ?? '')
  const [description, setDescription] = useState(team?.description ?? '')
  const [inside, setInside] = useState<readonly string[]>(team?.members ?? [])
  const [isSure, setSure] = useState(false)
  const save = useSaveTeam(team, onClose)
  const remove = useRemoveTeam(onClose)
  const submit = () =>
    name.trim() &&
    !save.isPending &&
    save.mutate({ name: name.trim(), description: description.trim(), members: inside })
  const errors = fieldErrors(save.error)
  const failure = save.error ?? remove.error
  const footer = (
    <>
      {team && (
        <span className="team-dialog-remove">
          <Button
            action={isSure ? 'danger' : 'ghost'}
            busy={remove.isPending}
            onPress={() => (isSure ? remove.mutate(team.id) : setSure(true))}
          >
            {t(isSure ? 'teams.removeSure' : 'teams.remove')}
          </Button>
        </span>
      )}
      <Button onPress={onClose}>{common('cancel')}</Button>
      <Button action="primary" disabled={!name.trim()} busy={save.isPending} onPress={submit}>
        {common('save')}
      </Button>
    </>
  )
  return (
    <Dialog open onClose={onClose} title={team ? team.name : t('teams.new')} footer={footer}>
      <Form onSubmit={submit}>
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
        {failure && Object.keys(errors).length === 0 && (
          <p className="settings-note" data-tone="danger" role="alert">
            {errorText(failure)}
          </p>
        )}
      </Form>
    </Dialog>
  )
}
