import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type StartedServer, startServer } from '../../core/test/support/started-server.ts'
import { until } from '../../core/test/support/until.ts'
import { type Dovecot, noDovecot, startDovecot } from '../../plugins/email/test/dovecot.ts'
import { type Sink, smtpSink } from '../../plugins/email/test/smtp-sink.ts'
import { type FakeDialog, fakeDialog } from '../../plugins/whatsapp-360dialog/test/fake-360dialog.ts'
import { newPage, signInTo, startBrowser } from './support/browser.ts'
import { type SecureFront, startSecureFront } from './support/secure-front.ts'

let front: SecureFront
let server: StartedServer
let browser: Browser

// Providers deliver to https only, so the whole product is met through it, as in production.
beforeAll(async () => {
  front = await startSecureFront()
  const env = { FALADESK_STUDIO_BUILD: '1', FALADESK_ALLOW_PRIVATE_NETWORK: '1', PUBLIC_URL: front.url }
  ;[server, browser] = await Promise.all([startServer(env), startBrowser()])
  front.toward(Number(new URL(server.url).port))
})
afterAll(async () => {
  await browser?.close()
  await server?.stop()
  await front?.close()
})

const openAsAdmin = async () => {
  const opened = await newPage(browser, { ignoreHTTPSErrors: true })
  await signInTo(opened.page, front.url, 'admin@demo.faladesk.test')
  await opened.page.goto(`${front.url}/ajustes/caixas/conectar`)
  return opened
}
const health = (page: Page) => page.getByRole('region', { name: 'Como a caixa está' })
// The cursor comes a moment after the words.
const focused = (page: Page) =>
  page.evaluate(() => document.activeElement?.closest('.field')?.querySelector('label')?.textContent ?? '')

async function answers(page: Page, heading: string, text: string, answer: string) {
  await page.goto(front.url)
  await page.getByRole('link', { name: /^Todas/ }).click()
  await page.getByText(heading).first().click({ timeout: 60_000 })
  const thread = page.getByRole('log', { name: 'Mensagens' })
  await thread.getByText(text).first().waitFor()
  await page.getByRole('textbox', { name: 'Resposta ao cliente' }).fill(answer)
  await page.keyboard.press('Enter')
  await thread.getByRole('article').filter({ hasText: answer }).waitFor()
}

describe.skipIf(noDovecot !== null)(`with a real mail server${noDovecot ? ` (skipped: ${noDovecot})` : ''}`, () => {
  let dovecot: Dovecot
  let sink: Sink
  beforeAll(async () => {
    ;[dovecot, sink] = await Promise.all([startDovecot(), smtpSink()])
  })
  afterAll(() => Promise.all([dovecot?.stop(), sink?.close()]))

  test('a mailbox is connected: a wrong password is told at its field with the remedy, the right one brings mail in and an answer out', async () => {
    const { page, errors } = await openAsAdmin()
    await page.getByRole('link', { name: 'E-mail', exact: true }).click()
    await page.getByLabel('Endereço de e-mail').fill(sink.user)
    const server = async (name: string, port: number, password: string) => {
      const group = page.getByRole('group', { name })
      await group.getByLabel('Servidor').fill('127.0.0.1')
      await group.getByLabel('Porta', { exact: true }).fill(String(port))
      await group.getByRole('switch', { name: 'TLS desde o início' }).press('Space')
      await group.getByLabel('Senha').fill(password)
      // The address was typed once.
      await expect.poll(() => group.getByLabel('Usuário').inputValue()).toBe(sink.user)
      return group
    }
    const imap = await server('Recebimento (IMAP)', dovecot.imapPort, 'senha-errada')
    await server('Envio (SMTP)', sink.port, sink.password)
    await page.getByRole('button', { name: 'Conectar' }).click()

    const remedy =
      'O servidor recusou o usuário ou a senha (IMAP). Confira os dois; o usuário costuma ser o e-mail inteiro.'
    await imap.getByRole('alert').getByText(remedy).waitFor()
    await expect.poll(() => focused(page)).toContain('Senha')
    await health(page).getByText('Com problema').waitFor()
    // In the words of the test or of the mailbox, whichever came last.
    await health(page)
      .getByText(/recusou o usuário ou a senha/)
      .waitFor()

    await imap.getByLabel('Senha').fill(dovecot.password)
    await page.getByRole('button', { name: 'Salvar e testar' }).click()
    await page.getByText('Funcionou: o provedor aceitou estes dados.').waitFor()
    await health(page).getByText('Funcionando').waitFor()
    const shown = await page.content()
    for (const secret of [dovecot.password, sink.password, 'senha-errada']) expect(shown).not.toContain(secret)

    await dovecot.deliver(sink.user, mail)
    await answers(page, 'Iara Campos', 'A caixa chegou aberta.', 'Oi, Iara! Já enviamos outra.')
    const sent = await until('the answer is sent by SMTP', () =>
      sink.mails.find(({ text }) => text.includes('Já enviamos outra.')),
    )
    expect(sent.to).toEqual(['iara@cliente.test'])
    expect(sent.subject).toBe('Re: Pedido 4821')
    // Threaded in the customer's own mail program, whatever a rule answered in between.
    expect(sent.headers('references')).toContain('<pedido-4821@cliente.test>')
    expect(errors).toEqual([])
    await page.context().close()
  })
})

describe('with 360dialog', () => {
  let dialog: FakeDialog
  beforeAll(async () => {
    dialog = await fakeDialog()
    dialog.templates = [
      {
        id: '1',
        name: 'retomar_conversa',
        language: 'pt_BR',
        status: 'approved',
        category: 'UTILITY',
        components: [{ type: 'BODY', text: 'Olá {{1}}, temos uma resposta para você: {{2}}' }],
      },
    ]
  })
  afterAll(() => dialog?.close())

  test('a number is connected: a wrong key is told at its field with the remedy, the right one sets the webhook up and brings messages in', async () => {
    const { page, errors } = await openAsAdmin()
    await page.getByRole('link', { name: 'WhatsApp (360dialog)' }).click()
    await page.getByLabel('Chave da API').fill('chave-de-outro-numero')
    await page.getByLabel('Segredo do webhook').fill(dialog.settings.webhookSecret)
    await page.getByText('Mais opções').click()
    await page.getByLabel('Endereço da API').fill(dialog.url)
    await page.getByRole('button', { name: 'Conectar' }).click()

    const remedy =
      'A 360dialog recusou esta chave: se outra foi gerada, só a nova vale. Copie-a do 360dialog Hub e salve aqui.'
    await page.locator('.field').filter({ hasText: 'Chave da API' }).getByRole('alert').getByText(remedy).waitFor()
    await expect.poll(() => focused(page)).toContain('Chave da API')
    await health(page).getByText('Com problema').waitFor()
    expect(dialog.webhook.url).toBe('')

    await page.getByLabel('Chave da API').fill(dialog.settings.apiKey)
    await page.getByRole('button', { name: 'Salvar e testar' }).click()
    await page.getByText('Funcionou: o provedor aceitou estes dados.').waitFor()
    await page.getByText('Configurado automaticamente: WhatsApp (360dialog) já sabe onde entregar.').waitFor()
    expect(dialog.webhook.url).toMatch(new RegExp(`^${front.url}/hooks/v1/[0-9a-f]{32}/inbound$`))
    expect(dialog.webhook.headers).toEqual({ 'X-Faladesk-Secret': dialog.settings.webhookSecret })
    const shown = await page.content()
    for (const secret of Object.values(dialog.settings).slice(0, 2)) expect(shown).not.toContain(secret)

    await answersBecomeTemplates(page)

    const delivered = await fetch(server.url + new URL(dialog.webhook.url).pathname, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...dialog.webhook.headers },
      body: JSON.stringify(arrival('Otávio Prado', 'Qual o prazo de entrega?')),
    })
    expect(delivered.status).toBe(200)
    await answers(page, 'Otávio Prado', 'Qual o prazo de entrega?', 'Chega até sexta, Otávio.')
    const sent = await until('the answer is sent through 360dialog', () =>
      dialog.messages.find((message) => JSON.stringify(message).includes('Chega até sexta, Otávio.')),
    )
    expect(sent.to).toBe('5511987650001')

    // What came in is kept as it came, without its secret, and reading it again changes nothing.
    await page.goto(`${front.url}/ajustes/entregas`)
    await page.getByText('1 mensagem').first().click()
    await page.getByText('x-faladesk-secret: •••').waitFor()
    await page.getByRole('button', { name: 'Processar de novo' }).click()
    await page.getByText('Pronto: tudo o que há aqui já estava registrado.').waitFor()
    expect(errors).toEqual([])
    await page.context().close()
  })
})

/** Chooses what an answer becomes once the window is closed, and finds it kept. */
async function answersBecomeTemplates(page: Page) {
  const templates = page.getByRole('region', { name: 'Modelos de mensagem' })
  await templates.getByRole('button', { name: 'Sincronizar' }).click()
  await templates.getByText('retomar_conversa').waitFor()
  const policy = page.getByRole('region', { name: 'Quando a janela de 24 h fechar' })
  await policy.getByRole('switch', { name: 'Modelo sem custo' }).press('Space')
  await policy.getByRole('button', { name: 'Salvar' }).click()
  await policy.getByText('Escolha um modelo, ou desligue esta opção.').waitFor()
  await policy.getByLabel('Modelo', { exact: true }).selectOption({ label: 'retomar_conversa (português (Brasil))' })
  const reads = 'Olá Marina, temos uma resposta para você: Seu pedido saiu para entrega hoje.'
  await policy.getByText(reads).waitFor()
  await policy.getByRole('button', { name: 'Salvar' }).click()
  await page.getByText('Salvo', { exact: true }).last().waitFor()
  await page.reload()
  await policy.getByText(reads).waitFor()
}

const mail = [
  'From: Iara Campos <iara@cliente.test>',
  'To: loja@example.test',
  'Subject: Pedido 4821',
  'Message-ID: <pedido-4821@cliente.test>',
  `Date: ${new Date().toUTCString()}`,
  'Content-Type: text/plain; charset=utf-8',
  '',
  'A caixa chegou aberta.',
  '',
].join('\r\n')

const arrival = (name: string, text: string) => ({
  object: 'whatsapp_business_account',
  entry: [
    {
      id: '1',
      changes: [
        {
          field: 'messages',
          value: {
            messaging_product: 'whatsapp',
            metadata: { phone_number_id: '1', display_phone_number: '551150399000' },
            contacts: [{ profile: { name }, wa_id: '5511987650001' }],
            messages: [
              {
                from: '5511987650001',
                id: 'wamid.HBgNNTUxMTk4NzY1MDAwMQ',
                timestamp: String(Math.floor(Date.now() / 1000)),
                type: 'text',
                text: { body: text },
              },
            ],
          },
        },
      ],
    },
  ],
})
