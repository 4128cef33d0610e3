import { say } from '@faladesk/plugin-sdk'

/** What went wrong and what to do about it, in the words an agent or admin reads. */
export const words = {
  window: say(
    'Passaram 24 horas da última mensagem do cliente: agora só um modelo aprovado pode ser enviado.',
    'Pasaron 24 horas desde el último mensaje del cliente: ahora solo puede enviarse una plantilla aprobada.',
    'More than 24 hours have passed since the customer last wrote: only an approved template can be sent now.',
  ),
  slow: say(
    'O WhatsApp pediu para enviar mais devagar; tentaremos de novo sozinhos.',
    'WhatsApp pidió enviar más despacio; lo intentaremos de nuevo.',
    'WhatsApp asked us to slow down; we will try again by ourselves.',
  ),
  spam: say(
    'O WhatsApp limitou este número porque clientes o bloquearam ou denunciaram. Veja a qualidade do número no Gerenciador do WhatsApp.',
    'WhatsApp limitó este número porque clientes lo bloquearon o denunciaron. Vea la calidad del número en el Administrador de WhatsApp.',
    'WhatsApp limited this number because customers blocked or reported it. See the number’s quality in WhatsApp Manager.',
  ),
  away: say(
    'O WhatsApp está com problemas no momento; tentaremos de novo sozinhos.',
    'WhatsApp tiene problemas en este momento; lo intentaremos de nuevo.',
    'WhatsApp has trouble right now; we will try again by ourselves.',
  ),
  unreachable: say(
    'Este número não recebe mensagens no WhatsApp. Confira o número ou fale por outro canal.',
    'Este número no recibe mensajes en WhatsApp. Revise el número o escriba por otro canal.',
    'This number does not receive WhatsApp messages. Check the number or write over another channel.',
  ),
  self: say(
    'Esta mensagem iria para o próprio número da empresa.',
    'Este mensaje iría al propio número de la empresa.',
    'This message would go to the business’s own number.',
  ),
  tester: say(
    'Números de teste só enviam para telefones cadastrados: inclua este telefone na lista do app na Meta.',
    'Los números de prueba solo envían a teléfonos registrados: agregue este teléfono a la lista de la app en Meta.',
    'Test numbers only send to registered phones: add this phone to the list of the app at Meta.',
  ),
  stopped: say(
    'O cliente não quer receber mensagens de marketing desta empresa.',
    'El cliente no quiere recibir mensajes de marketing de esta empresa.',
    'The customer does not want marketing messages from this business.',
  ),
  marketing: say(
    'O WhatsApp decidiu não entregar esta mensagem de marketing a este cliente agora. Espere alguns dias ou fale por outro canal.',
    'WhatsApp decidió no entregar este mensaje de marketing a este cliente ahora. Espere unos días o escriba por otro canal.',
    'WhatsApp chose not to deliver this marketing message to this customer now. Wait some days or write over another channel.',
  ),
  policy: say(
    'O WhatsApp bloqueou esta mensagem pelas regras dele. Veja os avisos no Gerenciador do WhatsApp.',
    'WhatsApp bloqueó este mensaje por sus reglas. Vea los avisos en el Administrador de WhatsApp.',
    'WhatsApp blocked this message under its rules. See the notices in WhatsApp Manager.',
  ),
  credentials: say(
    'O WhatsApp recusou as credenciais: gere um novo token ou chave e salve nas configurações da caixa de entrada.',
    'WhatsApp rechazó las credenciales: genere un nuevo token o clave y guárdelo en los ajustes de la bandeja.',
    'WhatsApp refused the credentials: make a new token or key and save it in the inbox’s settings.',
  ),
  permission: say(
    'O token não tem permissão para enviar: dê a ele whatsapp_business_messaging e acesso a esta conta do WhatsApp.',
    'El token no tiene permiso para enviar: dele whatsapp_business_messaging y acceso a esta cuenta de WhatsApp.',
    'The token may not send: give it whatsapp_business_messaging and access to this WhatsApp account.',
  ),
  number: say(
    'O WhatsApp não conhece este número de envio: confira a identificação do número e se ele está registrado.',
    'WhatsApp no conoce este número de envío: revise el identificador del número y si está registrado.',
    'WhatsApp does not know this sender: check the phone number id and that the number is registered.',
  ),
  payment: say(
    'A conta do WhatsApp tem um problema de pagamento: resolva a cobrança na Meta ou na 360dialog.',
    'La cuenta de WhatsApp tiene un problema de pago: resuelva la facturación en Meta o en 360dialog.',
    'The WhatsApp account has a payment problem: settle the billing at Meta or 360dialog.',
  ),
  locked: say(
    'A conta do WhatsApp está bloqueada ou restrita: veja o motivo no Gerenciador do WhatsApp.',
    'La cuenta de WhatsApp está bloqueada o restringida: vea el motivo en el Administrador de WhatsApp.',
    'The WhatsApp account is locked or restricted: see the reason in WhatsApp Manager.',
  ),
  template: say(
    'O modelo foi recusado: confira o nome, o idioma e as variáveis, e sincronize os modelos.',
    'La plantilla fue rechazada: revise el nombre, el idioma y las variables, y sincronice las plantillas.',
    'The template was refused: check its name, language and variables, and sync the templates.',
  ),
  paused: say(
    'O WhatsApp pausou este modelo por baixa qualidade: use outro ou espere a pausa acabar.',
    'WhatsApp pausó esta plantilla por baja calidad: use otra o espere a que termine la pausa.',
    'WhatsApp paused this template for low quality: use another or wait until the pause ends.',
  ),
  media: say(
    'O WhatsApp não aceitou o arquivo: confira o tipo e o tamanho.',
    'WhatsApp no aceptó el archivo: revise el tipo y el tamaño.',
    'WhatsApp did not accept the file: check its type and size.',
  ),
  upload: say(
    'O WhatsApp não conseguiu buscar o arquivo; tentaremos de novo sozinhos.',
    'WhatsApp no pudo obtener el archivo; lo intentaremos de nuevo.',
    'WhatsApp could not fetch the file; we will try again by ourselves.',
  ),
  invalid: say(
    'O WhatsApp não entendeu a mensagem: confira o que ela contém.',
    'WhatsApp no entendió el mensaje: revise lo que contiene.',
    'WhatsApp did not understand the message: check what it contains.',
  ),
  uncertain: say(
    'O WhatsApp não respondeu; não sabemos se a mensagem foi aceita. Confira com o cliente antes de repetir.',
    'WhatsApp no respondió; no sabemos si el mensaje fue aceptado. Confirme con el cliente antes de repetir.',
    'WhatsApp did not answer; we do not know whether the message was accepted. Check with the customer before you repeat it.',
  ),
} as const
