-- Every failure speaks to the person who reads it: where the plugin said nothing in their language, its class does.
create function private.failure_words(p_class text) returns jsonb
language sql immutable set search_path = '' as $$
  select jsonb_build_object('pt-BR', w.pt, 'es', w.es, 'en', w.en) from (values
    ('transient', 'O provedor não respondeu depois de várias tentativas. Tente enviar de novo mais tarde.',
      'El proveedor no respondió tras varios intentos. Intente enviar de nuevo más tarde.',
      'The provider did not answer after several attempts. Try sending again later.'),
    ('throttled', 'O provedor pediu para enviar mais devagar; tentaremos de novo sozinhos.',
      'El proveedor pidió enviar más despacio; lo intentaremos de nuevo.',
      'The provider asked us to slow down; we will try again by ourselves.'),
    ('window_closed', 'A janela de conversa fechou: escolha um modelo aprovado ou responda por outro canal.',
      'La ventana de conversación se cerró: elija una plantilla aprobada o responda por otro canal.',
      'The conversation window has closed: choose an approved template or answer through another channel.'),
    ('recipient', 'Esta pessoa não pode ser alcançada neste endereço. Confira o endereço ou fale por outro canal.',
      'No se puede contactar a esta persona en esta dirección. Revise la dirección o escriba por otro canal.',
      'This person cannot be reached at this address. Check the address or write over another channel.'),
    ('content', 'O provedor recusou o conteúdo desta mensagem. Mude o texto ou o arquivo e envie de novo.',
      'El proveedor rechazó el contenido de este mensaje. Cambie el texto o el archivo y envíe de nuevo.',
      'The provider refused the content of this message. Change the text or the file and send it again.'),
    ('auth', 'O provedor recusou as credenciais da caixa de entrada: peça a um administrador que as renove em Ajustes.',
      'El proveedor rechazó las credenciales de la bandeja: pida a un administrador que las renueve en Ajustes.',
      'The provider refused the credentials of the inbox: ask an admin to renew them in Settings.'),
    ('config', 'A caixa de entrada precisa de atenção: peça a um administrador que confira os Ajustes dela.',
      'La bandeja necesita atención: pida a un administrador que revise sus Ajustes.',
      'The inbox needs attention: ask an admin to check its Settings.'),
    ('policy', 'O provedor não permite esta mensagem. Mude o conteúdo ou fale por outro canal.',
      'El proveedor no permite este mensaje. Cambie el contenido o escriba por otro canal.',
      'The provider does not allow this message. Change the content or write over another channel.'),
    ('ambiguous', 'Não sabemos se esta mensagem chegou. Confira com o cliente antes de enviar de novo.',
      'No sabemos si este mensaje llegó. Confirme con el cliente antes de enviar de nuevo.',
      'We do not know whether this message arrived. Check with the customer before sending it again.')
  ) w (class, pt, es, en) where w.class = coalesce(p_class, 'transient')
$$;
create function private.word_failure() returns trigger
language plpgsql set search_path = '' as $$
begin
  new.error := jsonb_strip_nulls(new.error || jsonb_build_object('text', private.failure_words(new.error ->> 'class')));
  return new;
end $$;
create trigger messages_failure_worded before update of error on public.messages
  for each row when (new.error is not null and jsonb_typeof(new.error) = 'object' and not new.error ? 'text')
  execute function private.word_failure();

revoke execute on function private.failure_words(text), private.word_failure() from public;
grant execute on function private.failure_words(text), private.word_failure() to faladesk_core;
