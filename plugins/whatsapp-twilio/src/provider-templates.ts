const sid = (n: number) => `HX${String(n).padStart(32, '0')}`

// What a shop would have had approved; the simulator knows no others.
const known = [
  {
    sid: sid(1),
    friendly_name: 'retomar_conversa',
    language: 'pt_BR',
    body: 'Olá, {{1}}! Temos uma resposta sobre o seu atendimento. Podemos continuar por aqui?',
    category: 'UTILITY',
  },
  {
    sid: sid(2),
    friendly_name: 'retomar_conversacion',
    language: 'es',
    body: 'Hola, {{1}}. Tenemos una respuesta sobre su consulta. ¿Seguimos por aquí?',
    category: 'UTILITY',
  },
  {
    sid: sid(3),
    friendly_name: 'oferta_da_semana',
    language: 'pt_BR',
    body: 'Olá, {{1}}! Esta semana: {{2}}. Responda SAIR para não receber ofertas.',
    category: 'MARKETING',
  },
]

/** The simulated account's Content templates, as `GET /v1/ContentAndApprovals` lists them. */
export const templateList = () => ({
  meta: { key: 'contents', page: 0, page_size: 50, next_page_url: null, previous_page_url: null },
  contents: known.map(({ body, category, ...content }) => ({
    ...content,
    types: { 'twilio/text': { body } },
    variables: Object.fromEntries([...body.matchAll(/\{\{(\d)\}\}/g)].map(([, name]) => [name, ''])),
    approval_requests: {
      type: 'whatsapp',
      name: content.friendly_name,
      category,
      status: 'approved',
      rejection_reason: '',
    },
  })),
})

/** What the customer reads of a template; null when there is no such one, or a variable is missing. */
export const renderedTemplate = (ref: string, variables: string | null): string | null => {
  const template = known.find((one) => one.sid === ref)
  const values = valuesOf(variables)
  if (!template || !values) return null
  let whole = true
  const text = template.body.replace(/\{\{(\d)\}\}/g, (_, name: string) => {
    whole &&= typeof values[name] === 'string'
    return String(values[name])
  })
  return whole ? text : null
}

const valuesOf = (json: string | null): Record<string, unknown> | null => {
  try {
    const values: unknown = JSON.parse(json ?? '{}')
    return values && typeof values === 'object' ? (values as Record<string, unknown>) : null
  } catch {
    return null
  }
}
