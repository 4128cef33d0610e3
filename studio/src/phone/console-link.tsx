import { useMutation } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { MessagesSquare } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useErrorText } from '../lib/error-text.ts'
import { useOrganization } from '../lib/organization.tsx'
import { Button } from '../ui/button.tsx'
import { useNotify } from '../ui/notify.tsx'
import { conversationOf } from './queries.ts'

/** Goes to the conversation as agents see it. */
export function ConsoleLink({ inboxId, address }: { inboxId: string; address: string | null }) {
  const { t } = useTranslation('phone')
  const { id } = useOrganization()
  const navigate = useNavigate()
  const notify = useNotify()
  const errorText = useErrorText()
  const find = useMutation({
    mutationFn: () => conversationOf(id, inboxId, address),
    onSuccess: (conversationId) => {
      if (conversationId) void navigate({ to: '/c/$conversationId', params: { conversationId } })
      else notify(t('noConversation'))
    },
    onError: (error) => notify(errorText(error)),
  })
  return (
    <Button size="sm" icon={MessagesSquare} busy={find.isPending} onPress={() => find.mutate()}>
      {t('console')}
    </Button>
  )
}
