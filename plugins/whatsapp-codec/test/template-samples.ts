import type { TemplateSamples } from '@faladesk/plugin-sdk/testing'

/** A list of templates as Meta and 360dialog write it, each under the name its own answer has for the list. */
export const templateSamples = (wrap: (listed: object[]) => object): TemplateSamples => ({
  answer: () =>
    Response.json(
      wrap([
        {
          name: 'pedido_enviado',
          language: 'pt_BR',
          category: 'UTILITY',
          status: 'APPROVED',
          components: [
            { type: 'HEADER', format: 'IMAGE' },
            { type: 'BODY', text: 'Olá {{1}}, seu pedido {{2}} saiu.' },
          ],
        },
        { name: 'promo', language: 'es', category: 'MARKETING', status: 'REJECTED', components: [] },
        { nothing: 'of use' },
      ]),
    ),
  templates: [
    {
      ref: 'pedido_enviado',
      name: 'pedido_enviado',
      language: 'pt_BR',
      category: 'utility',
      status: 'approved',
      body: 'Olá {{1}}, seu pedido {{2}} saiu.',
      variables: ['header.image', '1', '2'],
    },
    { ref: 'promo', name: 'promo', language: 'es', category: 'marketing', status: 'rejected', body: '', variables: [] },
  ],
})
