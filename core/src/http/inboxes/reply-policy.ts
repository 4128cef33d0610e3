import { say } from '@faladesk/plugin-sdk'
import type { ReplyPolicy } from '../../contract/index.ts'
import { pickTemplate, type TemplateRow, unusable } from '../../decide/reply/template.ts'
import type { Tx } from '../../store/database.ts'
import { badFields, notFound, type Wrong } from '../refusal.ts'

/**
 * Throws a 400 where a reply policy names a step without the template it takes or, once the provider told which there are, a
 * template that is not there or not approved.
 */
export const refuseWrongPolicy = async (
  tx: Tx,
  id: string,
  { closed, template, paidTemplate }: ReplyPolicy,
): Promise<void> => {
  const wrong: Wrong[] = []
  if (closed.includes('template') && !template) wrong.push({ field: 'reply_policy.template', message: nameOne })
  // What may be paid for is the free template too, where no other is named.
  if (closed.includes('paid_template') && !paidTemplate && !template)
    wrong.push({ field: 'reply_policy.paidTemplate', message: nameOne })
  const rows = await tx<TemplateRow[]>`
    select inbox_id, ref, language, name, category, status, body, variables from public.message_templates
    where inbox_id = ${id} and ref in (${template?.ref ?? ''}, ${paidTemplate?.ref ?? ''})`
  const [inbox] = await tx<{ synced: boolean; locale: string }[]>`
    select i.templates_synced_at is not null as synced, o.locale
    from public.inboxes i join public.organizations o on o.id = i.organization_id where i.id = ${id}`
  if (!inbox) throw notFound()
  for (const [name, asked] of Object.entries({ template, paidTemplate })) {
    const message = asked && unusable(asked, pickTemplate(rows, asked, inbox.locale), inbox.synced)
    if (message) wrong.push({ field: `reply_policy.${name}.ref`, message })
  }
  if (wrong.length > 0) throw badFields(...wrong)
}

const nameOne = say(
  'Esta política usa um modelo, e nenhum foi escolhido. Escolha um, ou tire este passo.',
  'Esta política usa una plantilla, y no se eligió ninguna. Elija una, o quite este paso.',
  'This policy uses a template, and none is chosen. Choose one, or take the step out.',
)
