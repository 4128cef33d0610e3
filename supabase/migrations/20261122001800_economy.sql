-- What an answer may be and what it costs: the window of a channel, templates, prices, and the pace a provider bears.

-- What a reply becomes when its window is closed, and when the templates of an inbox are asked for again.
alter table public.inboxes
  add column reply_policy jsonb not null default '{"closed": []}',
  add column templates_synced_at timestamptz,
  add column templates_due timestamptz not null default now(),
  add column templates_failures int not null default 0,
  -- What the provider said of the account, the quality and the templates, the latest first: [{at, topic, text}].
  add column news jsonb not null default '[]';

-- The templates a provider has approved, or will not; core keeps them fresh.
create table public.message_templates (
  organization_id uuid not null,
  inbox_id uuid not null,
  ref text not null,
  language text not null default '',
  name text not null,
  category text not null,
  status text not null,
  body text not null default '',
  variables text[] not null default '{}',
  synced_at timestamptz not null default now(),
  primary key (inbox_id, ref, language),
  foreign key (organization_id, inbox_id) references public.inboxes (organization_id, id) on delete cascade
);
create index message_templates_organization_inbox_idx on public.message_templates (organization_id, inbox_id);
alter table public.message_templates enable row level security;
grant select on public.message_templates to authenticated;
grant select, insert, update, delete on public.message_templates to faladesk_core;
create policy "members read their templates" on public.message_templates for select to authenticated
  using (organization_id = any ((select private.my_organizations())::uuid[]));

-- What an organization pays for a message of a category on a channel; where it says nothing, core knows a published price.
create table public.message_prices (
  organization_id uuid not null references public.organizations on delete cascade,
  channel text not null,
  category text not null check (category in ('service', 'utility', 'marketing', 'authentication')),
  amount numeric not null check (amount >= 0),
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  primary key (organization_id, channel, category)
);
alter table public.message_prices enable row level security;
grant select on public.message_prices to authenticated;
grant select, insert, update, delete on public.message_prices to faladesk_core;
create policy "members read their prices" on public.message_prices for select to authenticated
  using (organization_id = any ((select private.my_organizations())::uuid[]));

-- What the provider's statuses said a part cost ({its id: price}), and of all parts of a message together.
alter table public.outbox add column pricing jsonb;
alter table public.messages add column pricing jsonb;

-- How fast an inbox may send, and whether it may at all: written by the claims, one row an inbox.
create table public.inbox_pace (
  inbox_id uuid primary key,
  organization_id uuid not null,
  -- When the next send would be due if all came evenly (GCRA); claims may run ahead of it by a tenth of a second's worth.
  next_at timestamptz not null default '-infinity',
  -- Per conversation, until when nothing more goes to that person; only of channels that ask for it.
  recent jsonb not null default '{}',
  -- Trouble of the whole inbox: nothing is sent until then, then one part tries. Since when, how often, and when it last ended.
  paused_until timestamptz,
  paused_at timestamptz,
  failures int not null default 0,
  well_at timestamptz,
  -- The provider refuses files until then.
  media_until timestamptz,
  -- Free text asked of the provider in a month (UTC): the first thousand cost nothing on WhatsApp.
  month date,
  service int not null default 0,
  foreign key (organization_id, inbox_id) references public.inboxes (organization_id, id) on delete cascade
) with (fillfactor = 70);
create index inbox_pace_organization_inbox_idx on public.inbox_pace (organization_id, inbox_id);
alter table public.inbox_pace enable row level security;
grant select, insert, update, delete on public.inbox_pace to faladesk_core;

do $$
declare t text;
begin
  foreach t in array array['message_templates', 'message_prices', 'inbox_pace'] loop
    execute format('create policy "core works on its organization''s %1$s" on public.%1$I for all to faladesk_core
      using (organization_id = (select private.current_organization()))
      with check (organization_id = (select private.current_organization()))', t);
  end loop;
end $$;

-- Which inboxes have something to send is found by stepping from one to the next, so that none stands before another. It takes
-- the place of the one by due time alone, which a planner would rather walk, past all that a paused inbox holds.
drop index public.outbox_due_idx;
create index outbox_queued_inbox_idx on public.outbox (inbox_id, due) where state = 'queued';

-- When the customer last wrote to this inbox by the provider's time, where the window runs from: a message that comes late
-- opens no new day, somebody else's opens none for them, and none is from the future. The last twenty are looked at; more late ones than that leave it closed.
create function private.window_from(p_conversation uuid) returns timestamptz
language sql stable set search_path = '' as $$
  select max(m.at) from public.conversations c
  cross join lateral (
    select o.id from public.conversations o
    where o.organization_id = c.organization_id and o.contact_id = c.contact_id and o.inbox_id = c.inbox_id
      and o.last_inbound_at is not null
    order by o.last_inbound_at desc limit 3) thread
  cross join lateral (
    select least(x.occurred_at, x.created_at) as at from public.messages x
    where x.conversation_id = thread.id and x.direction = 'in' and not x.flags @> '{"stranger": true}'
    order by x.seq desc limit 20) m
  where c.id = p_conversation
$$;

-- Why an address takes no messages: its own block, or that the same person opted out at another address of the same kind of
-- channel (a number with and without its ninth digit, a phone and the id beside it). Null where it takes them.
create function private.block_of(p_identity uuid) returns text
language sql stable set search_path = '' as $$
  select coalesce(n.blocked, (select 'optout' from public.identities o
    where o.organization_id = n.organization_id and o.contact_id = n.contact_id and o.blocked = 'optout'
      and split_part(o.kind, '_', 1) = split_part(n.kind, '_', 1) limit 1))
  from public.identities n where n.id = p_identity
$$;
-- Whether the same person wants no advertising at an address, or at another of the same kind of channel; answers they take.
create function private.takes_no_adverts(p_identity uuid) returns boolean
language sql stable set search_path = '' as $$
  select exists (select from public.identities n join public.identities o
    on o.organization_id = n.organization_id and o.contact_id = n.contact_id and o.blocked_code = 'marketing'
      and split_part(o.kind, '_', 1) = split_part(n.kind, '_', 1)
    where n.id = p_identity)
$$;

-- Until when everything is free because the customer came by an advertisement: answered within a day, three days from that
-- answer; not answered yet, that day. Null where they did not.
create function private.free_entry_until(p_conversation uuid) returns timestamptz
language sql stable set search_path = '' as $$
  select coalesce((select min(r.created_at) + interval '72 hours' from public.messages r
      where r.conversation_id = p_conversation and r.direction = 'out' and r.seq > came.seq
        and r.created_at < came.occurred_at + interval '24 hours'), came.occurred_at + interval '24 hours')
  from (select m.seq, least(m.occurred_at, m.created_at) as occurred_at from public.messages m
    where m.conversation_id = p_conversation and m.direction = 'in' and m.flags ? 'referral' and not m.flags ? 'stranger'
      and m.created_at > now() - interval '5 days'
    order by m.seq desc limit 1) came
$$;

-- How many parts an inbox may claim now, by its rate (GCRA): in no second more than p_per_second.
create function private.pace_room(p_next timestamptz, p_per_second numeric, p_now timestamptz) returns int
language sql immutable set search_path = '' as $$
  select greatest(0, floor(1 + ahead - greatest(0, extract(epoch from (p_next - p_now)) * rate)))::int
  from (select greatest(1, floor(p_per_second / 10)) - 1 as ahead) b,
    lateral (select p_per_second - b.ahead as rate) r
$$;
create function private.pace_after(p_next timestamptz, p_per_second numeric, p_now timestamptz, p_taken int) returns timestamptz
language sql immutable set search_path = '' as $$
  select greatest(p_next, p_now)
    + make_interval(secs => (p_taken / (p_per_second - greatest(1, floor(p_per_second / 10)) + 1))::double precision)
$$;

drop function private.claim_outbox(int, int);

-- Parts to send: `sending` is committed before the request goes out. Never a part while an earlier one of its conversation
-- is unsettled; an automatic one is discarded here if a human took the conversation after it was decided. Each inbox gives
-- what its channel's rate allows and its own trouble leaves, whatever the others do. p_channels says of each channel
-- {perSecond, perRecipientMs, windowHours} where it has them.
create function private.claim_outbox(p_worker int, p_limit int, p_channels jsonb)
returns table (id uuid, organization_id uuid, conversation_id uuid, message_id uuid, inbox_id uuid, content jsonb, recipients jsonb,
  reply_to text, attempts int, automatic boolean, asked_at timestamptz, window_until timestamptz)
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_inbox record;
  v_pace public.inbox_pace;
  v public.outbox;
  v_now timestamptz := clock_timestamp();
  v_left int := p_limit;
  v_room int;
  v_taken int;
  v_service int;
  v_recent jsonb;
begin
  for v_inbox in
    with recursive waiting (id) as (
      (select q.inbox_id from public.outbox q where q.state = 'queued' order by q.inbox_id limit 1)
      union all
      select (select q.inbox_id from public.outbox q where q.state = 'queued' and q.inbox_id > w.id order by q.inbox_id limit 1)
      from waiting w where w.id is not null
    )
    select w.id, i.organization_id, (c.can ->> 'perSecond')::numeric as rate, (c.can ->> 'perRecipientMs')::numeric as gap,
      (c.can ->> 'windowHours')::numeric as hours, p.inbox_id is not null as known, coalesce(p.failures, 0) > 0 as ailing
    from waiting w
    join public.inboxes i on i.id = w.id
    cross join lateral (select p_channels -> i.channel as can) c
    cross join lateral (select q.due from public.outbox q where q.inbox_id = w.id and q.state = 'queued' order by q.due limit 1) first
    left join public.inbox_pace p on p.inbox_id = w.id
    where first.due <= v_now and (p.paused_until is null or p.paused_until <= v_now)
    order by first.due
  loop
    exit when v_left <= 0;
    v_room := v_left;
    v_recent := '{}';
    if v_inbox.rate is not null or v_inbox.ailing then
      if not v_inbox.known then
        insert into public.inbox_pace (inbox_id, organization_id) values (v_inbox.id, v_inbox.organization_id)
        on conflict on constraint inbox_pace_pkey do nothing;
      end if;
      -- Held until the end of this short transaction: what another replica claims meanwhile is of other inboxes.
      select * into v_pace from public.inbox_pace p where p.inbox_id = v_inbox.id for update skip locked;
      continue when not found or v_pace.paused_until > v_now;
      if v_inbox.rate is not null then
        v_room := least(v_room, private.pace_room(v_pace.next_at, v_inbox.rate, v_now));
      end if;
      -- After trouble one part tries; the others go once it went well.
      if v_pace.failures > 0 then
        v_room := least(v_room, 1);
      end if;
      continue when v_room <= 0;
      if v_inbox.gap is not null then
        select coalesce(jsonb_object_agg(e.key, e.value), '{}') into v_recent
        from jsonb_each(v_pace.recent) e where (e.value #>> '{}')::timestamptz > v_now;
      end if;
    end if;
    v_taken := 0;
    v_service := 0;
    for v in
      update public.outbox o set
        state = case when o.automatic and c.taken_over_at > o.created_at then 'discarded' else 'sending' end,
        attempts = o.attempts + 1, lease_by = p_worker, sending_at = now()
      from public.conversations c, (
        select q.id from public.outbox q
        where q.inbox_id = v_inbox.id and q.state = 'queued' and q.due <= v_now and not exists (
          select from public.outbox e where e.conversation_id = q.conversation_id and e.state in ('queued', 'sending')
            and (e.seq, e.position) < (q.seq, q.position))
          and not v_recent ? q.conversation_id::text
        order by q.due limit v_room for update skip locked) due
      where o.id = due.id and c.id = o.conversation_id
      returning o.*
    loop
      if v.state = 'discarded' then
        perform private.settle_message(v.message_id);
      else
        v_taken := v_taken + 1;
        if not v.content @> '[{"k": "template"}]' then
          v_service := v_service + 1;
        end if;
        if v_inbox.gap is not null then
          v_recent := v_recent || jsonb_build_object(v.conversation_id, v_now + make_interval(secs => v_inbox.gap::double precision / 1000));
        end if;
        return query select v.id, v.organization_id, v.conversation_id, v.message_id, v.inbox_id, v.content,
          -- Who asked to hear nothing more meanwhile, or cannot be reached, is left out.
          (select coalesce(jsonb_agg(r.value order by r.n), '[]') from jsonb_array_elements(v.recipients) with ordinality r (value, n)
            where (select private.block_of(i.id) from public.identities i where i.organization_id = v.organization_id
              and i.kind = r.value ->> 'kind' and i.value = r.value ->> 'value') is null),
          v.reply_to, v.attempts, v.automatic,
          -- When the message came in that a rule answers with this one.
          (select i.created_at from public.messages m join public.decisions d on d.id = m.decision_id
            join public.messages i on i.id = d.message_id where m.id = v.message_id and m.author_kind = 'rule'),
          case when v_inbox.hours is not null then coalesce(
            private.window_from(v.conversation_id) + make_interval(secs => v_inbox.hours::double precision * 3600), '-infinity') end;
      end if;
    end loop;
    v_left := v_left - v_taken;
    if v_taken > 0 and (v_inbox.rate is not null or v_inbox.ailing) then
      update public.inbox_pace p set
        next_at = case when v_inbox.rate is null then p.next_at
          else private.pace_after(p.next_at, v_inbox.rate, v_now, v_taken) end,
        recent = v_recent,
        -- While one tries, nobody else does; it is over with its outcome, or when its worker is given up.
        paused_until = case when p.failures > 0 then v_now + private.lease_time() else p.paused_until end,
        service = case when p.month = date_trunc('month', v_now at time zone 'utc')::date then p.service else 0 end + v_service,
        month = date_trunc('month', v_now at time zone 'utc')::date
      where p.inbox_id = v_inbox.id;
    end if;
  end loop;
end $$;

-- Lifts the pause of an inbox, and lets what failed meanwhile try at once.
create function private.lift_pause(p_inbox uuid) returns void
language sql volatile set search_path = '' as $$
  update public.inbox_pace set paused_until = null, media_until = null where inbox_id = p_inbox;
  update public.outbox set due = now() where inbox_id = p_inbox and state = 'queued' and due > now()
    and error ->> 'class' in ('auth', 'config')
$$;
create function private.notice_remedy() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform private.lift_pause(new.id);
  if old.revision is distinct from new.revision then
    update public.inboxes set templates_due = now() where id = new.id;
  end if;
  return null;
end $$;
-- Whether sends of an inbox cannot go by what its health says: a mailbox that cannot be read says nothing of them, nor does a
-- provider that asks for less speed. Rows of before name no sources.
create function private.sends_are_ill(p_health jsonb) returns boolean
language sql immutable set search_path = '' as $$
  select case when p_health ? 'sources' then 'error' in (p_health #>> '{sources,send,status}', p_health #>> '{sources,test,status}')
    else p_health ->> 'status' = 'error' and coalesce(p_health ->> 'source', 'send') in ('send', 'test') end is true
$$;
-- Its settings were changed, or a test or a send found it well again, whatever else ails it.
create trigger inboxes_remedied after update on public.inboxes
  for each row when (old.revision is distinct from new.revision
    or private.sends_are_ill(old.health) and not private.sends_are_ill(new.health))
  execute function private.notice_remedy();

-- How a send ended: sent, failed, unknown, or queued again in p_delay_ms. Only the attempt that asked may say so, and good
-- news is believed however late it comes. Answers false where the part was settled otherwise meanwhile. A failure is kept as
-- a dead letter; where an automatic answer did not, or may not, reach the customer, or the window has closed, a human is
-- waited for. What is no fault of the part (the account, the settings, the rate) holds the whole inbox and fails nothing
-- before it is a day old, unless others of the inbox went through meanwhile.
create or replace function private.settle_outbox(
  p_id uuid, p_attempt int, p_state text, p_external text[], p_receipt text, p_error jsonb, p_delay_ms int)
returns boolean
language plpgsql volatile security definer set search_path = '' as $$
declare
  v public.outbox;
  v_class constant text := p_error ->> 'class';
  v_inbox_wide constant boolean := p_state = 'queued' and (v_class in ('auth', 'config')
    or v_class = 'throttled' and p_error ->> 'scope' is distinct from 'recipient');
begin
  update public.outbox o set
    state = case when o.state not in ('sending', 'unknown', 'queued') then o.state
      when p_state = 'queued' and (o.created_at < now() - interval '24 hours'
        or v_class in ('auth', 'config') and o.attempts >= 8 and exists (
          select from public.inbox_pace p where p.inbox_id = o.inbox_id and p.well_at > o.created_at)) then 'failed'
      else p_state end,
    external_ids = array(select distinct e from unnest(o.external_ids || coalesce(p_external, '{}')) e),
    receipt = coalesce(o.receipt, p_receipt),
    error = case when o.state in ('sending', 'unknown', 'queued') then p_error else o.error end,
    due = now() + make_interval(secs => coalesce(p_delay_ms, 0) / 1000.0),
    lease_by = null
  where o.id = p_id and o.attempts = p_attempt and (o.state = 'sending' or p_state = 'sent')
  returning * into v;
  if v.id is null then
    return false;
  end if;
  if v_inbox_wide then
    -- Of many that were under way when it began, the first one counts.
    insert into public.inbox_pace as p (inbox_id, organization_id, failures, paused_at, paused_until)
    values (v.inbox_id, v.organization_id, 1, now(), now() + make_interval(secs => p_delay_ms / 1000.0))
    on conflict (inbox_id) do update set failures = p.failures + 1, paused_at = now(),
      paused_until = now() + make_interval(secs => case when v_class = 'throttled' then p_delay_ms / 1000.0
        else least(900, 5 * 2 ^ least(p.failures, 10)) end)
    where p.failures = 0 or v.sending_at >= p.paused_at;
  elsif p_state = 'sent' then
    -- Trouble that began after this part was on its way is not over by it.
    update public.inbox_pace p set failures = 0, paused_until = null, paused_at = null, well_at = now()
    where p.inbox_id = v.inbox_id and p.failures > 0 and v.sending_at > p.paused_at;
  else
    -- The part that tried ended otherwise: the next one tries.
    update public.inbox_pace p set paused_until = null
    where p.inbox_id = v.inbox_id and p.failures > 0 and v.sending_at > p.paused_at and p.paused_until > now();
  end if;
  perform private.settle_message(v.message_id);
  if v.state = 'failed' then
    insert into public.dead_letters (organization_id, source, inbox_id, conversation_id, reason, detail)
    values (v.organization_id, 'send', v.inbox_id, v.conversation_id, coalesce(p_error ->> 'message', 'not sent'),
      jsonb_build_object('outbox_id', v.id, 'message_id', v.message_id, 'class', v_class, 'code', p_error ->> 'code',
        'attempts', v.attempts));
  end if;
  if v.automatic and (v.state in ('failed', 'unknown') or v.state = 'queued' and v_class in ('auth', 'config'))
    or v.state = 'failed' and v_class = 'window_closed' then
    perform private.wait_for_human(v.conversation_id);
  end if;
  return true;
end $$;

-- Files to fetch from providers, but from none that refuses files just now. A claim is a due time two minutes ahead: a worker
-- that dies leaves it to the next.
create or replace function private.claim_media(p_limit int)
returns table (id uuid, organization_id uuid, conversation_id uuid, message_id uuid, inbox_id uuid, mime text, name text, source jsonb, attempts int)
language sql volatile security definer set search_path = '' as $$
  update public.attachments a set attempts = a.attempts + 1, due = now() + interval '2 minutes'
  from public.messages m, (select q.id from public.attachments q
    join public.messages x on x.id = q.message_id and x.organization_id = q.organization_id
    where q.status = 'pending' and q.due <= now()
      and not exists (select from public.inbox_pace p where p.inbox_id = x.inbox_id and p.media_until > now())
    order by q.due limit p_limit for update of q skip locked) due
  where a.id = due.id and m.id = a.message_id
  returning a.id, a.organization_id, m.conversation_id, a.message_id, m.inbox_id, a.mime, a.name, a.source, a.attempts
$$;

-- Inboxes whose templates are to be asked for: once a day, and after a failure sooner, at growing distances.
create function private.claim_template_syncs(p_channels text[], p_limit int) returns table (id uuid, organization_id uuid)
language sql volatile security definer set search_path = '' as $$
  update public.inboxes i set templates_failures = i.templates_failures + 1,
    templates_due = now() + least(interval '1 day', interval '5 minutes' * 3 ^ least(i.templates_failures, 6))
  from (select q.id from public.inboxes q
    where q.enabled and q.deleted_at is null and q.channel = any (p_channels) and q.templates_due <= now()
    order by q.templates_due limit p_limit for update skip locked) due
  where i.id = due.id
  returning i.id, i.organization_id
$$;

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

-- What a status said of the price: kept with its part by the provider's id, of which a text that the provider took in pieces has
-- several, and of all of the message together. One that names no id speaks for the part until one does.
create function private.keep_price(p_outbox uuid, p_external text, p_pricing jsonb) returns void
language sql volatile set search_path = '' as $$
  update public.outbox set
    pricing = (coalesce(pricing, '{}') - '') || jsonb_build_object(coalesce(p_external, ''),
      coalesce(pricing -> coalesce(p_external, ''), '{}') || p_pricing)
  where id = p_outbox and jsonb_typeof(p_pricing) = 'object'
    and (p_external is not null or pricing is null or pricing ? '');
  update public.messages m set pricing = priced.all from (
    select o.message_id, o.organization_id, jsonb_strip_nulls(jsonb_build_object(
      'parts', count(*),
      'billable', bool_or((said.price -> 'billable')::text = 'true') filter (where said.price ? 'billable'),
      'category', (array_agg(said.price ->> 'category' order by o.position, said.external))[1],
      'type', (array_agg(said.price ->> 'type' order by o.position, said.external))[1],
      'amount', sum((said.price ->> 'amount')::numeric) filter (where jsonb_typeof(said.price -> 'amount') = 'number'),
      'currency', max(said.price ->> 'currency'))) as all
    from public.outbox o cross join lateral jsonb_each(o.pricing) said (external, price)
    where o.message_id = (select p.message_id from public.outbox p where p.id = p_outbox) and o.pricing is not null
    group by o.message_id, o.organization_id) priced
  where m.id = priced.message_id and m.organization_id = priced.organization_id
$$;

-- What the provider says of a template: its fate, or another category. One we do not know is asked for.
create function private.apply_template_fate(p_inbox uuid, p_detail jsonb) returns void
language plpgsql volatile set search_path = '' as $$
declare
  v_said constant text := upper(coalesce(p_detail ->> 'event', ''));
  v_status constant text := case
    when v_said in ('APPROVED', 'REINSTATED', 'UNPAUSED') then 'approved'
    when v_said in ('REJECTED', 'DISABLED', 'DELETED', 'PENDING_DELETION', 'LOCKED', 'ARCHIVED', 'LIMIT_EXCEEDED') then 'rejected'
    when v_said = 'PAUSED' then 'paused'
    when v_said in ('PENDING', 'IN_APPEAL', 'SUBMITTED') then 'pending' end;
begin
  update public.message_templates t set status = coalesce(v_status, t.status),
    category = coalesce(lower(p_detail ->> 'new_category'), t.category), synced_at = now()
  where t.inbox_id = p_inbox and p_detail ->> 'message_template_name' in (t.name, t.ref)
    and (p_detail ->> 'message_template_language' is null
      or replace(lower(t.language), '-', '_') = replace(lower(p_detail ->> 'message_template_language'), '-', '_'));
  if not found then
    update public.inboxes set templates_due = now() where id = p_inbox;
  end if;
end $$;

-- What a provider says of the inbox itself: of its templates here, of the account and its quality as the fates define it. The
-- last twenty are kept for admins, whether or not they mean trouble; the same delivery again says nothing new.
alter function private.apply_account(uuid, jsonb) rename to note_account;
create function private.apply_account(p_inbox uuid, p_event jsonb) returns void
language plpgsql volatile set search_path = '' as $$
declare
  v_news constant jsonb := jsonb_build_array(jsonb_build_object('topic', p_event ->> 'topic',
    'at', to_char(least(coalesce((p_event ->> 'occurredAt')::timestamptz, now()), now()) at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
    'text', left(coalesce(nullif(trim(p_event ->> 'note'), ''), p_event ->> 'topic', ''), 300)));
begin
  update public.inboxes i set news = jsonb_path_query_array(v_news || i.news, '$[0 to 19]')
  where i.id = p_inbox and not i.news @> v_news;
  if p_event ->> 'topic' like 'template%' then
    perform private.apply_template_fate(p_inbox, coalesce(p_event -> 'detail', '{}'));
  else
    perform private.note_account(p_inbox, p_event);
  end if;
end $$;

-- What the console shows of a message grows by its price.
drop function public.message_page(uuid, bigint, bigint, int);
create function public.message_page(
  p_conversation uuid, p_before_seq bigint default null, p_after_seq bigint default null, p_limit int default 50)
returns table (
  id uuid, conversation_id uuid, seq bigint, direction text, author_kind text, author_id uuid, author_name text,
  text text, content jsonb, flags jsonb, status text, error jsonb, pricing jsonb, decision_id uuid, reply_to uuid, client_id uuid,
  occurred_at timestamptz, created_at timestamptz, attachments jsonb)
language sql stable set search_path = '' as $$
  with page as (
    (select x.* from public.messages x
    where p_after_seq is null and x.conversation_id = p_conversation and x.seq < coalesce(p_before_seq, 9223372036854775807)
    order by x.seq desc limit least(greatest(p_limit, 1), 200))
    union all
    (select x.* from public.messages x
    where p_after_seq is not null and x.conversation_id = p_conversation and x.seq > p_after_seq
      and x.seq < coalesce(p_before_seq, 9223372036854775807)
    order by x.seq limit least(greatest(p_limit, 1), 200)))
  select m.id, m.conversation_id, m.seq, m.direction, m.author_kind, m.author_id,
    case m.author_kind when 'agent' then p.name when 'rule' then d.reply_rule end,
    m.text, m.content, m.flags, m.status, m.error, m.pricing,
    coalesce(m.decision_id, own.id), m.reply_to, m.client_id, m.occurred_at, m.created_at,
    coalesce((select jsonb_agg(jsonb_build_object('id', a.id, 'mime', a.mime, 'name', a.name, 'size', a.size, 'path', a.path,
      'status', a.status, 'reason', a.reason) order by a.position) from public.attachments a
      where a.organization_id = m.organization_id and a.message_id = m.id), '[]')
  from page m
  left join public.memberships p on p.organization_id = m.organization_id and p.user_id = m.author_id
  left join public.decisions d on d.id = m.decision_id
  left join public.decisions own on own.message_id = m.id
  order by m.seq
$$;
revoke execute on function public.message_page(uuid, bigint, bigint, int) from public, anon;
grant execute on function public.message_page(uuid, bigint, bigint, int) to authenticated, faladesk_core;

revoke execute on function private.window_from(uuid), private.block_of(uuid), private.takes_no_adverts(uuid), private.sends_are_ill(jsonb), private.free_entry_until(uuid), private.pace_room(timestamptz, numeric, timestamptz),
  private.pace_after(timestamptz, numeric, timestamptz, int), private.claim_outbox(int, int, jsonb), private.lift_pause(uuid),
  private.notice_remedy(), private.claim_template_syncs(text[], int), private.failure_words(text), private.word_failure(),
  private.keep_price(uuid, text, jsonb), private.apply_template_fate(uuid, jsonb), private.apply_account(uuid, jsonb) from public;
grant execute on function private.window_from(uuid), private.block_of(uuid), private.takes_no_adverts(uuid), private.sends_are_ill(jsonb), private.free_entry_until(uuid), private.claim_outbox(int, int, jsonb),
  private.claim_template_syncs(text[], int), private.failure_words(text), private.word_failure() to faladesk_core;
