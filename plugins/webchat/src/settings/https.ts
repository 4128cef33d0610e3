import { say } from '@faladesk/plugin-sdk'

/** What an address field of a page takes: https alone, and nothing that could break out of an attribute. */
export const https = {
  pattern: '^https://[^\\s"\'<>\\\\]{3,500}$',
  wrong: say(
    'Escreva um endereço https completo.',
    'Escriba una dirección https completa.',
    'Write a whole https address.',
  ),
} as const
