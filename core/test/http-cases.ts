import { randomUUID } from 'node:crypto'
import type { Shop } from './http-house.ts'
import { document } from './http-things.ts'

type Level = 'public' | 'signed-in' | 'agent' | 'admin'
export interface Case {
  level: Level
  /** A request that would be right for this shop. */
  url?(shop: Shop): string
  body?(shop: Shop): unknown
}

const agent = (url?: Case['url'], body?: Case['body']): Case => ({
  level: 'agent',
  ...(url && { url }),
  ...(body && { body }),
})
const admin = (url?: Case['url'], body?: Case['body']): Case => ({
  level: 'admin',
  ...(url && { url }),
  ...(body && { body }),
})
const at = (shop: Shop, tail = '') => `/v1/conversations/${shop.conversation}${tail}`

const backtestOf = (shop: Shop) => `/v1/workflows/${shop.workflow}/backtests/${shop.backtest}`

// One line a route of the API. A route that is not here fails the first test below.
export const cases: Record<string, Case> = {
  'GET /health/live': { level: 'public' },
  'GET /health/ready': { level: 'public' },
  'GET /metrics': { level: 'public' },
  'GET /v1/config': { level: 'public' },
  'GET /v1/me': { level: 'signed-in' },
  'POST /v1/session/presence': agent(undefined, () => ({ online: true })),
  'GET /v1/conversations': agent(),
  'GET /v1/conversations/{id}': agent((shop) => at(shop)),
  'GET /v1/conversations/{id}/messages': agent((shop) => at(shop, '/messages')),
  'GET /v1/conversations/{id}/messages/{message}/original': agent((shop) =>
    at(shop, `/messages/${shop.message}/original`),
  ),
  'GET /v1/conversations/{id}/decisions': agent((shop) => at(shop, '/decisions')),
  'POST /v1/conversations/{id}/messages': agent(
    (shop) => at(shop, '/messages'),
    () => ({ text: 'nota', note: true }),
  ),
  'POST /v1/conversations/{id}/reply-preview': agent(
    (shop) => at(shop, '/reply-preview'),
    () => ({ text: 'oi' }),
  ),
  'POST /v1/conversations/{id}/typing': agent((shop) => at(shop, '/typing')),
  'POST /v1/conversations/{id}/assign': agent(
    (shop) => at(shop, '/assign'),
    () => ({ team: null }),
  ),
  'POST /v1/conversations/{id}/status': agent(
    (shop) => at(shop, '/status'),
    () => ({ status: 'open' }),
  ),
  'POST /v1/conversations/{id}/rating': agent(
    (shop) => at(shop, '/rating'),
    () => ({ score: 5 }),
  ),
  'POST /v1/conversations/{id}/handoff': agent(
    (shop) => at(shop, '/handoff'),
    () => ({ to: 'rules' }),
  ),
  'POST /v1/conversations/{id}/tags': agent(
    (shop) => at(shop, '/tags'),
    () => ({ add: ['vip'] }),
  ),
  'POST /v1/conversations/{id}/read': agent(
    (shop) => at(shop, '/read'),
    () => ({ seq: 1 }),
  ),
  'GET /v1/contacts': agent(),
  'GET /v1/contacts/{id}': agent((shop) => `/v1/contacts/${shop.contact}`),
  'GET /v1/contacts/{id}/candidates': agent((shop) => `/v1/contacts/${shop.contact}/candidates`),
  'POST /v1/contacts/{id}/candidates/{other}/dismiss': agent(
    (shop) => `/v1/contacts/${shop.contact}/candidates/${shop.likeness}/dismiss`,
  ),
  'GET /v1/contacts/{id}/merges': agent((shop) => `/v1/contacts/${shop.contact}/merges`),
  'POST /v1/contacts/{id}/merge': agent(
    (shop) => `/v1/contacts/${shop.contact}/merge`,
    (shop) => ({ with: shop.likeness }),
  ),
  'POST /v1/merges/{id}/undo': agent((shop) => `/v1/merges/${shop.merge}/undo`),
  'GET /v1/channels': agent(),
  'GET /v1/inboxes': agent(),
  'GET /v1/inboxes/{id}': agent((shop) => `/v1/inboxes/${shop.inbox}`),
  'POST /v1/inboxes': admin(undefined, () => ({
    channel: 'pager',
    name: 'Outro',
    settings: { number: '1', word: 'abcd' },
  })),
  'POST /v1/inboxes/simulated': admin(undefined, () => ({ channel: 'pager' })),
  'PATCH /v1/inboxes/{id}': admin(
    (shop) => `/v1/inboxes/${shop.inbox}`,
    () => ({ name: 'Novo' }),
  ),
  'GET /v1/inboxes/{id}/templates': agent((shop) => `/v1/inboxes/${shop.inbox}/templates`),
  'POST /v1/inboxes/{id}/templates/sync': admin((shop) => `/v1/inboxes/${shop.inbox}/templates/sync`),
  'POST /v1/inboxes/{id}/setup': admin(
    (shop) => `/v1/inboxes/${shop.inbox}/setup`,
    () => ({ replace: true }),
  ),
  'POST /v1/inboxes/{id}/test': admin((shop) => `/v1/inboxes/${shop.inbox}/test`),
  'POST /v1/phone/{inboxId}/messages': agent(
    (shop) => `/v1/phone/${shop.phone}/messages`,
    () => ({ from: { kind: 'pager', value: '99' }, text: 'oi' }),
  ),
  'GET /v1/phone/{inboxId}/messages': agent((shop) => `/v1/phone/${shop.phone}/messages`),
  'GET /v1/catalogue': agent(),
  'GET /v1/workflows': agent(),
  'POST /v1/workflows': admin(undefined, () => ({ document })),
  'GET /v1/workflows/{id}': agent((shop) => `/v1/workflows/${shop.workflow}`),
  'PUT /v1/workflows/{id}/draft': admin(
    (shop) => `/v1/workflows/${shop.workflow}/draft`,
    () => ({ document, revision: 1 }),
  ),
  'POST /v1/workflows/{id}/publish': admin(
    (shop) => `/v1/workflows/${shop.workflow}/publish`,
    () => ({ as: { mode: 'shadow' } }),
  ),
  'POST /v1/workflows/{id}/candidate': admin(
    (shop) => `/v1/workflows/${shop.workflow}/candidate`,
    () => ({ action: 'promote' }),
  ),
  'POST /v1/workflows/{id}/rollback': admin(
    (shop) => `/v1/workflows/${shop.workflow}/rollback`,
    () => ({ version: 1 }),
  ),
  'GET /v1/workflows/{id}/versions': agent((shop) => `/v1/workflows/${shop.workflow}/versions`),
  'GET /v1/workflows/{id}/versions/{version}': agent((shop) => `/v1/workflows/${shop.workflow}/versions/1`),
  'POST /v1/workflows/{id}/simulate': agent(
    (shop) => `/v1/workflows/${shop.workflow}/simulate`,
    () => ({ facts: [{ 'message.text': 'oi' }] }),
  ),
  'POST /v1/workflows/{id}/rules/{ruleId}/stop': admin((shop) => `/v1/workflows/${shop.workflow}/rules/oi/stop`),
  'POST /v1/workflows/{id}/rules/{ruleId}/start': admin((shop) => `/v1/workflows/${shop.workflow}/rules/oi/start`),
  'POST /v1/workflows/{id}/lint': admin((shop) => `/v1/workflows/${shop.workflow}/lint`),
  'POST /v1/workflows/{id}/test': admin((shop) => `/v1/workflows/${shop.workflow}/test`),
  'GET /v1/workflows/{id}/difference': agent((shop) => `/v1/workflows/${shop.workflow}/difference?from=draft&to=draft`),
  'GET /v1/workflows/{id}/traffic': agent((shop) => `/v1/workflows/${shop.workflow}/traffic`),
  'POST /v1/workflows/{id}/words': agent(
    (shop) => `/v1/workflows/${shop.workflow}/words`,
    () => ({ words: ['oi'] }),
  ),
  'POST /v1/workflows/{id}/backtest': admin(
    (shop) => `/v1/workflows/${shop.workflow}/backtest`,
    () => ({ days: 1 }),
  ),
  'GET /v1/workflows/{id}/backtests/{backtestId}': admin((shop) => backtestOf(shop)),
  'GET /v1/workflows/{id}/backtests/{backtestId}/events': admin((shop) => `${backtestOf(shop)}/events`),
  'DELETE /v1/workflows/{id}/backtests/{backtestId}': admin((shop) => backtestOf(shop)),
  'GET /v1/conversations/{id}/decisions/{decisionId}/explanation': agent((shop) =>
    at(shop, `/decisions/${shop.decision}/explanation`),
  ),
  'GET /v1/ai': admin(),
  'PUT /v1/ai': admin(undefined, () => ({ plugin: 'parrot', settings: { apiKey: 'k' } })),
  'POST /v1/ai/test': admin(),
  'GET /v1/organization': agent(),
  'PATCH /v1/organization': admin(undefined, () => ({ profile: 'Loja' })),
  'GET /v1/calendar': agent(),
  'PUT /v1/calendar': admin(undefined, () => ({ weekly: { mon: [['09:00', '18:00']] }, holidays: [] })),
  'GET /v1/members': agent(),
  'GET /v1/teams': agent(),
  'POST /v1/teams': admin(undefined, () => ({ name: `Time ${randomUUID()}` })),
  'PATCH /v1/teams/{id}': admin(
    (shop) => `/v1/teams/${shop.team}`,
    () => ({ description: 'Quem vende' }),
  ),
  'PUT /v1/teams/{id}/members': admin(
    (shop) => `/v1/teams/${shop.team}/members`,
    (shop) => ({ members: [shop.agent.id] }),
  ),
  'GET /v1/api-keys': admin(),
  'POST /v1/api-keys': admin(undefined, () => ({ name: 'Outro' })),
  'GET /v1/dead-letters': admin(),
  'POST /v1/dead-letters/{id}/dismiss': admin((shop) => `/v1/dead-letters/${shop.letter}/dismiss`),
  'POST /v1/dead-letters/{id}/replay': admin((shop) => `/v1/dead-letters/${shop.letter}/replay`),
  'GET /v1/deliveries': admin(),
  'GET /v1/deliveries/{id}': admin((shop) => `/v1/deliveries/${shop.delivery}`),
  'POST /v1/deliveries/{id}/replay': admin((shop) => `/v1/deliveries/${shop.delivery}/replay`),
  'GET /v1/calls': admin(),
  'GET /v1/calls/secret': admin(),
  'POST /v1/calls/secret': admin(),
  'POST /v1/calls/{id}/replay': admin((shop) => `/v1/calls/${shop.call}/replay`),
  'GET /v1/sla-policies': agent(),
  'POST /v1/sla-policies': admin(undefined, () => ({ name: `SLA ${randomUUID()}`, resolution_minutes: 60 })),
  'PUT /v1/sla-policies/{id}': admin(
    (shop) => `/v1/sla-policies/${shop.slaPolicy}`,
    () => ({ name: `SLA ${randomUUID()}`, first_response_minutes: 5 }),
  ),
  'DELETE /v1/sla-policies/{id}': admin((shop) => `/v1/sla-policies/${shop.slaPolicy}`),
  'DELETE /v1/api-keys/{id}': admin((shop) => `/v1/api-keys/${shop.apiKey}`),
  'DELETE /v1/teams/{id}': admin((shop) => `/v1/teams/${shop.team}`),
  'DELETE /v1/inboxes/{id}': admin((shop) => `/v1/inboxes/${shop.inbox}`),
}
