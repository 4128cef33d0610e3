-- Who wants to hear no more, or cannot be reached, at which address; and who has another address now.

alter table public.identities
  -- optout: they asked for silence here. unreachable: the provider says that nothing arrives here.
  add column blocked text check (blocked in ('optout', 'unreachable')),
  add column blocked_at timestamptz,
  -- The provider's code; 'marketing' without `blocked` is who takes answers but no advertising.
  add column blocked_code text,
  -- When they last asked to hear again, by the provider's time: an older wish for silence is over, however late it comes.
  add column accepted_at timestamptz;

-- The conversation in which agents are told something of a contact: the one that is open in this inbox, else the latest.
create function private.thread_to_tell(p_inbox uuid, p_contact uuid) returns uuid
language sql stable set search_path = '' as $$
  select c.id from public.conversations c
  where c.organization_id = (select i.organization_id from public.inboxes i where i.id = p_inbox)
    and c.contact_id = p_contact and c.inbox_id = p_inbox
  order by (c.status = 'resolved'), c.last_message_at desc limit 1
$$;

-- Whether they wrote from an address after a moment, where writing says that they talk again (not by SMS: private.lift_blocks).
create function private.wrote_since(p_identity public.identities, p_at timestamptz) returns boolean
language sql stable set search_path = '' as $$
  select p_identity.kind <> 'phone' and exists (
    select from public.conversations c join public.messages m on m.conversation_id = c.id and m.direction = 'in'
    where c.organization_id = p_identity.organization_id and c.contact_id = p_identity.contact_id
      and m.identity_id = p_identity.id and m.occurred_at > p_at
      and not (m.flags @> '{"auto": true}' or m.flags @> '{"bulk": true}' or m.flags @> '{"spoofRisk": true}'))
$$;

-- A wish to hear nothing (p_type optout) or to hear again (optin), by the person themselves. It is kept also of somebody who
-- never wrote. An old one that is told again, or late, undoes nothing that came after it. Answers the conversation in which
-- agents are told.
create function private.apply_consent(p_organization uuid, p_inbox uuid, p_event jsonb) returns uuid
language plpgsql volatile set search_path = '' as $$
declare
  v_identities jsonb := p_event -> 'from' -> 'identities';
  v_out boolean := p_event ->> 'type' = 'optout';
  v_marketing boolean := coalesce(p_event ->> 'scope' = 'marketing', false);
  v_at timestamptz := least(coalesce((p_event ->> 'occurredAt')::timestamptz, now()), now());
  v_contact uuid;
  v_thread uuid;
  v_changed int;
  v_address text := v_identities -> 0 ->> 'value';
begin
  if v_out then
    v_contact := (private.contact_of(p_organization, v_identities, nullif(trim(p_event -> 'from' ->> 'name'), ''))).contact;
  end if;
  update public.identities i set
    blocked = case when v_marketing then i.blocked when v_out then 'optout' end,
    blocked_at = case when v_out then v_at end,
    blocked_code = case when v_out then case when v_marketing then 'marketing' else p_event ->> 'code' end end
  from jsonb_array_elements(v_identities) given
  where i.organization_id = p_organization and i.kind = given ->> 'kind' and i.value = given ->> 'value'
    and case
      when v_out and v_marketing then i.blocked is null and i.blocked_code is distinct from 'marketing' and v_at >= coalesce(i.accepted_at, v_at)
      when v_out then i.blocked is distinct from 'optout' and v_at >= coalesce(i.accepted_at, v_at) and not private.wrote_since(i, v_at)
      -- Who takes advertising again has not said that they take messages again.
      when v_marketing then i.blocked is null and i.blocked_code = 'marketing' and v_at >= coalesce(i.blocked_at, v_at)
      else (i.blocked is not null or i.blocked_code is not null) and v_at >= coalesce(i.blocked_at, v_at) end;
  get diagnostics v_changed = row_count;
  if not v_out then
    update public.identities i set accepted_at = greatest(i.accepted_at, v_at)
    from jsonb_array_elements(v_identities) given
    where i.organization_id = p_organization and i.kind = given ->> 'kind' and i.value = given ->> 'value'
      and i.accepted_at is distinct from greatest(i.accepted_at, v_at);
  end if;
  if v_changed = 0 then
    return null;
  end if;
  select coalesce(v_contact, i.contact_id) into v_contact from public.identities i
  where i.organization_id = p_organization and i.kind = v_identities -> 0 ->> 'kind' and i.value = v_address;
  v_thread := private.thread_to_tell(p_inbox, v_contact);
  if v_out and v_marketing then
    perform private.system_note(v_thread,
      'Esta pessoa não quer mais propaganda em ' || v_address || '. Respostas de atendimento continuam chegando.',
      'Esta persona no quiere más publicidad en ' || v_address || '. Las respuestas de atención siguen llegando.',
      'This person wants no more advertising at ' || v_address || '. Support answers still arrive.');
  elsif v_out then
    perform private.system_note(v_thread,
      'Esta pessoa pediu para não receber mais mensagens em ' || v_address || '. Nada será enviado para lá até que ela aceite de novo.',
      'Esta persona pidió no recibir más mensajes en ' || v_address || '. No se enviará nada allí hasta que acepte de nuevo.',
      'This person asked to get no more messages at ' || v_address || '. Nothing will be sent there until they accept again.');
  else
    perform private.system_note(v_thread,
      'Esta pessoa aceita mensagens de novo em ' || v_address || '.',
      'Esta persona acepta mensajes de nuevo en ' || v_address || '.',
      'This person accepts messages again at ' || v_address || '.');
  end if;
  return v_thread;
end $$;

-- Somebody wrote from an address that was shut: what could not be reached can be, and who asked for silence talks again. Not
-- where the provider itself goes on blocking (SMS, and whatever Twilio answers with 21610): there only START opens it, which
-- comes as an opt-in. What was written before it was shut, or by a machine, says nothing.
create function private.lift_blocks(p_organization uuid, p_identities jsonb, p_at timestamptz, p_machine boolean) returns boolean
language plpgsql volatile set search_path = '' as $$
declare
  v_before text[];
begin
  with lifted as (
    select i.id, i.blocked from public.identities i
    join jsonb_array_elements(p_identities) given on i.kind = given ->> 'kind' and i.value = given ->> 'value'
    where i.organization_id = p_organization and i.blocked is not null and p_at > i.blocked_at
      and (i.blocked = 'unreachable' or not p_machine and i.kind <> 'phone' and i.blocked_code is distinct from '21610')
    for update of i
  ), done as (
    update public.identities i set blocked = null, blocked_at = null, blocked_code = null,
      accepted_at = greatest(i.accepted_at, p_at) from lifted where i.id = lifted.id
    returning lifted.blocked as was
  )
  select array_agg(was) into v_before from done;
  return coalesce('optout' = any (v_before), false);
end $$;

-- What a refused send says of its address: optout, unreachable, or null where it says nothing lasting. 131049, 131050, 130472
-- and 63032 limit advertising only; 30003 is a phone that is switched off; 5.1.7 and 5.1.8 mean our own address.
create function private.refusal_of(p_error jsonb) returns text
language sql immutable set search_path = '' as $$
  select case
    when code = '21610' or code = 'blocked' and class = 'recipient' then 'optout'
    when class <> 'recipient' then null
    when code in ('131026', '63003', '63024', '30005', '30006', '21211', '21214', '21217', '21604', '21614', '21635',
        'deactivated')
      or code ~ '(^| )5\.(1\.(0|1|2|3|4|6|10)|2\.1)$' then 'unreachable' end
  from (select coalesce(p_error ->> 'code', '') as code, coalesce(p_error ->> 'class', '') as class) e
$$;

-- Shuts the address a part went to, where its failure says so. One that wrote to us within a day is believed more than a code
-- with many causes; mail is not asked, since anybody can write from an address that takes none.
create function private.shut_address(p_part public.outbox, p_recipient jsonb) returns void
language plpgsql volatile set search_path = '' as $$
declare
  v_why text := private.refusal_of(p_part.error);
  v_kinds constant text[] := (select case
      when i.channel like 'whatsapp%' then '{wa_phone,wa_bsuid,wa_parent_bsuid}'::text[]
      when i.channel like 'sms%' then '{phone}' when i.channel in ('email', 'telegram') then array[i.channel] end
    from public.inboxes i where i.id = p_part.inbox_id);
  v public.identities;
begin
  select i.* into v
  from jsonb_array_elements(p_part.recipients) with ordinality as r (one, n)
  join public.identities i on i.organization_id = p_part.organization_id and i.kind = one ->> 'kind' and i.value = one ->> 'value'
  where (v_kinds is null or i.kind = any (v_kinds))
    and (p_recipient is null or i.kind = p_recipient ->> 'kind' and lower(i.value) = lower(p_recipient ->> 'value'))
  order by n limit 1;
  if v.id is null then
    return;
  end if;
  if v_why is null then
    if p_part.error ->> 'code' = '131050' then
      update public.identities set blocked_at = now(), blocked_code = 'marketing' where id = v.id and blocked is null;
    end if;
    return;
  end if;
  if v.blocked is not null or v_why = 'unreachable' and v.kind <> 'email' and exists (
    select from public.messages m where m.conversation_id = p_part.conversation_id and m.identity_id = v.id and m.direction = 'in'
      and m.occurred_at > now() - interval '1 day')
  then
    return;
  end if;
  update public.identities set blocked = v_why, blocked_at = now(), blocked_code = p_part.error ->> 'code' where id = v.id;
  if v_why = 'optout' then
    perform private.system_note(p_part.conversation_id,
      'Esta pessoa bloqueou mensagens em ' || v.value || '. Nada será enviado para lá até que ela volte.',
      'Esta persona bloqueó los mensajes en ' || v.value || '. No se enviará nada allí hasta que vuelva.',
      'This person has blocked messages at ' || v.value || '. Nothing will be sent there until they return.');
  else
    perform private.system_note(p_part.conversation_id,
      'Nada chega em ' || v.value || '. Confira o endereço com a pessoa ou fale por outro canal.',
      'Nada llega a ' || v.value || '. Confirme la dirección con la persona o escriba por otro canal.',
      'Nothing arrives at ' || v.value || '. Check the address with the person or write over another channel.');
  end if;
end $$;

-- Whatever settles a part as failed, its code is looked at here.
create function private.note_refusal() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform private.shut_address(new, nullif(current_setting('faladesk.bounced', true), '')::jsonb);
  return null;
end $$;
create trigger outbox_refused after update of error on public.outbox
  for each row when (new.error is not null and new.error is distinct from old.error and (new.state = 'failed' or new.receipt = 'failed'))
  execute function private.note_refusal();

-- A contact has other addresses now (another number, another id at the provider): they join the contact of the former ones,
-- and a number that was given up is not written to any more. An address that belongs to somebody else stays theirs; agents
-- are told. Answers the conversation where.
create function private.apply_identity(p_organization uuid, p_inbox uuid, p_event jsonb) returns uuid
language plpgsql volatile set search_path = '' as $$
declare
  v_previous jsonb := coalesce(p_event -> 'previous', '[]');
  v_current jsonb := coalesce(p_event -> 'current', '[]');
  v_contact uuid;
  v_thread uuid;
  v_others text;
  v_new text;
begin
  select i.contact_id into v_contact
  from jsonb_array_elements(v_previous) with ordinality as given (value, n)
  join public.identities i on i.organization_id = p_organization and i.kind = given.value ->> 'kind' and i.value = given.value ->> 'value'
  order by n limit 1;
  if v_contact is null then
    return null;
  end if;
  with added as (
    insert into public.identities (organization_id, contact_id, kind, value, verified)
    select p_organization, v_contact, value ->> 'kind', value ->> 'value', coalesce((value ->> 'verified')::boolean, false)
    from jsonb_array_elements(v_current) on conflict (organization_id, kind, value) do nothing
    returning value
  )
  select string_agg(value, ', ') into v_new from added;
  update public.identities i set blocked = 'unreachable', blocked_at = now(), blocked_code = 'changed'
  from jsonb_array_elements(v_previous) given
  where i.organization_id = p_organization and i.kind = given ->> 'kind' and i.value = given ->> 'value'
    and i.contact_id = v_contact and i.blocked is null
    -- Only where the contact has what took its place.
    and exists (select from public.identities n join jsonb_array_elements(v_current) now_is on n.kind = now_is ->> 'kind' and n.value = now_is ->> 'value'
      where n.organization_id = p_organization and n.contact_id = v_contact and n.kind = i.kind);
  select string_agg(i.value, ', ') into v_others
  from jsonb_array_elements(v_current) given
  join public.identities i on i.organization_id = p_organization and i.kind = given ->> 'kind' and i.value = given ->> 'value'
  where i.contact_id <> v_contact;
  if v_new is null and v_others is null then
    return null;
  end if;
  v_thread := private.thread_to_tell(p_inbox, v_contact);
  if v_new is not null then
    perform private.system_note(v_thread,
      'Esta pessoa mudou de endereço: agora é ' || v_new || '.',
      'Esta persona cambió de dirección: ahora es ' || v_new || '.',
      'This person has a new address: ' || v_new || '.');
  end if;
  if v_others is not null then
    perform private.system_note(v_thread,
      'Esta pessoa mudou para ' || v_others || ', que já é de outro contato. Veja se são a mesma pessoa.',
      'Esta persona cambió a ' || v_others || ', que ya es de otro contacto. Vea si son la misma persona.',
      'This person moved to ' || v_others || ', which already belongs to another contact. See whether they are the same person.');
  end if;
  return v_thread;
end $$;

-- An address that is blocked, or not any more: the conversations it matters to are read again by those who look at them.
create function private.announce_block() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform realtime.send(
    jsonb_build_object('id', c.id, 'status', c.status, 'owner', c.owner, 'assignee_id', c.assignee_id, 'team_id', c.team_id),
    'conversation', 'organization:' || c.organization_id, true)
  from public.conversations c
  where c.organization_id = new.organization_id and c.contact_id = new.contact_id and c.status <> 'resolved';
  return null;
end $$;
create trigger identities_announced after update of blocked on public.identities
  for each row when (old.blocked is distinct from new.blocked) execute function private.announce_block();

revoke execute on function private.thread_to_tell(uuid, uuid), private.wrote_since(public.identities, timestamptz), private.apply_consent(uuid, uuid, jsonb),
  private.lift_blocks(uuid, jsonb, timestamptz, boolean), private.refusal_of(jsonb), private.shut_address(public.outbox, jsonb),
  private.note_refusal(), private.apply_identity(uuid, uuid, jsonb),
  private.announce_block() from public;
