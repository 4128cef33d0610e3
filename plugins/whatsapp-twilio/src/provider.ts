import { playBy, simulatedAccount } from '@faladesk/twilio-codec'
import { identityOf } from './address.ts'
import { renderedTemplate, templateList } from './provider-templates.ts'
import type { TwilioSettings } from './settings.ts'

/** The account a simulated inbox has, with a number of its own. */
export const simulatedSettings = (o: { key: Uint8Array; baseUrl: string }): TwilioSettings => ({
  ...simulatedAccount(o),
  from: '+551150399000',
  // The simulator keeps nothing, so it makes no Content; the simulated phone shows numbered lines.
  realButtons: false,
})

/** Plays Twilio's API for the simulated phone: messages and the account as ever, and WhatsApp's templates and typing. */
export const provider = playBy({
  identityOf,
  states: ['sent', 'delivered', 'read'],
  textOf: (form) => {
    const ref = form.get('ContentSid')
    if (!ref) return form.get('Body') ?? undefined
    const rendered = renderedTemplate(ref, form.get('ContentVariables'))
    return rendered ?? { code: 21656, message: 'The ContentSid or ContentVariables are invalid' }
  },
  other: ({ method, path }) => {
    if (method === 'GET' && path === '/v1/ContentAndApprovals') return templateList()
    return method === 'POST' && path === '/v3/Indicators/Typing.json' ? { success: true } : null
  },
})
