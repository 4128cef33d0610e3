import { say } from '@faladesk/plugin-sdk'

/** What the test and the set-up find, with the remedy. */
export const words = {
  token: say(
    'A Meta recusou o token de acesso: ele venceu ou foi revogado. Gere outro para o usuário do sistema e salve aqui.',
    'Meta rechazó el token de acceso: venció o fue revocado. Genere otro para el usuario del sistema y guárdelo aquí.',
    'Meta refused the access token: it expired or was revoked. Make a new one for the system user and save it here.',
  ),
  permission: say(
    'Este token não tem permissão: dê a ele whatsapp_business_messaging, whatsapp_business_management e acesso a esta conta.',
    'Este token no tiene permiso: dele whatsapp_business_messaging, whatsapp_business_management y acceso a esta cuenta.',
    'This token may not do this: give it whatsapp_business_messaging, whatsapp_business_management and access to this account.',
  ),
  secret: say(
    'A chave secreta não é deste app: copie-a de novo em Configurações → Básico no app da Meta.',
    'La clave secreta no es de esta app: cópiela de nuevo en Configuración → Básica de la app de Meta.',
    'The app secret is not this app’s: copy it again from Settings → Basic in the Meta app.',
  ),
  number: say(
    'A Meta não conhece esta identificação de número, ou o token não a alcança. Copie de novo o «Phone number ID».',
    'Meta no conoce este identificador de número, o el token no llega a él. Copie de nuevo el «Phone number ID».',
    'Meta does not know this phone number ID, or the token cannot reach it. Copy the “Phone number ID” again.',
  ),
  account: say(
    'A Meta não conhece esta conta do WhatsApp Business, ou o token não a alcança. Copie de novo a identificação da conta.',
    'Meta no conoce esta cuenta de WhatsApp Business, o el token no llega a ella. Copie de nuevo su identificador.',
    'Meta does not know this WhatsApp Business Account, or the token cannot reach it. Copy its ID again.',
  ),
  webhook: say(
    'A Meta envia as mensagens deste número para outro endereço. Use “Configurar de novo” nos endereços da caixa, ou copie o endereço do webhook para o app da Meta.',
    'Meta envía los mensajes de este número a otra dirección. Use “Configurar de nuevo” en las direcciones de la bandeja, o copie la dirección del webhook a la app de Meta.',
    'Meta sends this number’s messages to another address. Use “Set up again” at the inbox’s addresses, or copy the webhook address to the Meta app.',
  ),
  challenge: say(
    'A Meta não conseguiu confirmar o webhook: o endereço público precisa abrir pela internet, com https.',
    'Meta no pudo confirmar el webhook: la dirección pública debe abrirse por internet, con https.',
    'Meta could not confirm the webhook: the public address must open from the internet, with https.',
  ),
  away: say(
    'A Meta não respondeu como esperado. Confira o endereço da API e tente de novo em instantes.',
    'Meta no respondió como se esperaba. Revise la dirección de la API e inténtelo de nuevo en unos instantes.',
    'Meta did not answer as expected. Check the API address and try again in a moment.',
  ),
}
