import { aiContract } from '@faladesk/plugin-sdk/testing'
import { expect } from 'vitest'
import ai from '../src/index.ts'
import { responseJson } from './fake-openai-json.ts'
import { question, request } from './samples.ts'

const json = (body: unknown, status = 200) =>
  new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json' } })
const said = (said: Parameters<typeof responseJson>[1]) => () =>
  json(responseJson({ model: 'gpt-6-luna', input: '' }, said))
const labels = (labels: object) =>
  said({
    text: JSON.stringify({
      intent: 'horário',
      sentiment: 'neutral',
      language: 'pt',
      asked_for_human: false,
      ...labels,
    }),
  })
const turn = (turn: object) => said({ text: JSON.stringify({ reason: 'none', summary: '', ...turn }) })

aiContract(ai, {
  settings: { apiKey: 'sk-secret-of-this-organization' },
  keyless: {},
  request,
  answers: [
    {
      name: 'a reply is a reply',
      answer: turn({ action: 'reply', text: ' Abrimos às 9h. ' }),
      outcome: {
        action: 'reply',
        text: 'Abrimos às 9h.',
        usage: { model: 'gpt-6-luna', inputTokens: expect.any(Number), outputTokens: expect.any(Number) },
      },
    },
    {
      name: 'a handoff carries reason, words and summary',
      answer: turn({
        action: 'handoff',
        text: 'Um atendente continua.',
        reason: 'asked_human',
        summary: 'Quer horário.',
      }),
      outcome: {
        action: 'handoff',
        reason: 'asked_human',
        customerText: 'Um atendente continua.',
        summary: 'Quer horário.',
      },
    },
    {
      name: 'a handoff without a reason is low confidence',
      answer: turn({ action: 'handoff', text: '' }),
      outcome: { action: 'handoff', reason: 'low_confidence' },
    },
    {
      name: 'a refusal is a handoff',
      answer: said({ refusal: 'no' }),
      outcome: { action: 'handoff', reason: 'policy' },
    },
  ],
  senseless: [
    { name: 'plain text', answer: said({ text: 'Claro, pode deixar!' }) },
    { name: 'an unknown action', answer: turn({ action: 'refund', text: 'feito' }) },
    { name: 'an empty reply', answer: turn({ action: 'reply', text: '  ' }) },
    {
      name: 'an answer cut short',
      answer: said({ text: '{"action":"reply","text":"Ol', incomplete: 'max_output_tokens' }),
    },
    { name: 'another product’s JSON', answer: () => json({ choices: [{ message: { content: 'oi' } }] }) },
    { name: 'a null', answer: () => json(null) },
    { name: 'a page', answer: () => new Response('<html>', { status: 200, headers: { 'content-type': 'text/html' } }) },
  ],
  classify: {
    request: question,
    answers: [
      {
        name: 'a labelled message',
        answer: labels({ sentiment: 'negative', asked_for_human: true }),
        said: {
          intent: 'horário',
          sentiment: 'negative',
          language: 'pt',
          askedForHuman: true,
          usage: { model: 'gpt-6-luna', inputTokens: expect.any(Number), outputTokens: expect.any(Number) },
        },
      },
    ],
    senseless: [
      { name: 'plain text', answer: said({ text: 'É sobre o horário.' }) },
      { name: 'a sentiment of its own', answer: labels({ sentiment: 'furious' }) },
      { name: 'a human asked for in words', answer: labels({ asked_for_human: 'yes' }) },
      { name: 'no intent', answer: labels({ intent: ' ' }) },
      { name: 'a refusal', answer: said({ refusal: 'no' }) },
      { name: 'labels cut short', answer: said({ text: '{"intent":"hor', incomplete: 'max_output_tokens' }) },
      { name: 'a null', answer: () => json(null) },
      { name: 'an error of the provider', answer: () => json({ error: { message: 'no' } }, 500) },
    ],
  },
  noQuota: () => json({ error: { message: 'quota', type: 'insufficient_quota', code: 'insufficient_quota' } }, 429),
})
