import type { PhoneMessage } from '@faladesk/core/contract'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useErrorText } from '../lib/error-text.ts'
import type { Choice } from './choices-in.ts'
import type { Person } from './people.ts'
import { type PhoneLine, phoneKey, writeFromPhone } from './queries.ts'

/** What a press of Send brings: words, a choice, or a file. */
export type Written = Pick<PhoneMessage, 'text' | 'choice' | 'media'>

/** What a customer sends who takes up an offer: a button is pressed, words are written. */
export const answerTo = (choice: Choice): Written => {
  if (choice.kind === 'words') return { text: choice.title }
  const { kind: _, ...pressed } = choice
  return { choice: pressed }
}

/** Returns how to write from one phone, what is on its way (`after` is the last record known), and why the last was refused. */
export function useWrite(line: PhoneLine & { kind: string }, person: Person, lastId: number) {
  const { t } = useTranslation('phone')
  const cache = useQueryClient()
  const errorText = useErrorText()
  const mutation = useMutation({
    mutationFn: ({ written }: { written: Written; after: number }) =>
      writeFromPhone(line.inboxId, {
        from: { kind: line.kind, value: person.address },
        ...(person.name && { name: person.name }),
        ...written,
      }),
    onSettled: () => cache.invalidateQueries({ queryKey: phoneKey(line) }),
  })
  const { variables, data, error, isPending } = mutation
  // Core records what the phone sent before it sends it: once a newer record is there, the waiting bubble steps aside.
  const pending = isPending && variables && lastId <= variables.after ? variables.written : null
  const refused = data && (data.status < 200 || data.status > 299) ? t('refused', { status: data.status }) : null
  return {
    write: (written: Written) => mutation.mutate({ written, after: lastId }),
    pending,
    busy: isPending,
    refusal: error ? errorText(error) : refused,
  }
}
