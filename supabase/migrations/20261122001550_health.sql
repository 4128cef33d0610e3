-- How an inbox is: what each who meets its provider says of it, what the provider itself said, and who asks now and then.

-- What an inbox's health is made of: each source (send, stream, setup, test, media) says it for itself, the worst is shown.
-- p_said: {status, text?, remedy?}; null or ok: nothing is wrong any more. Answers whether anything changed; nothing is written
-- where nothing did. Rows of before ({status, reason, source?}) count as said by their source, or by a send.
create function private.note_health(p_inbox uuid, p_source text, p_said jsonb) returns boolean
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_health jsonb;
  v_sources jsonb;
  v_said jsonb := nullif(p_said, 'null');
  v_worst jsonb;
  v_name text;
begin
  if v_said ->> 'status' = 'ok' then
    v_said := null;
  end if;
  -- Read first: a lock for each good send would have the senders of an inbox wait for each other.
  for v_turn in 1 .. 2 loop
    if v_turn = 1 then
      select health into v_health from public.inboxes where id = p_inbox;
    else
      select health into v_health from public.inboxes where id = p_inbox for no key update;
    end if;
    if v_health is null then
      return false;
    end if;
    v_sources := coalesce(v_health -> 'sources', case when v_health ->> 'status' <> 'ok'
      then jsonb_build_object(coalesce(v_health ->> 'source', 'send'), v_health - 'source') end, '{}');
    if (v_sources -> p_source) - 'at' is not distinct from v_said then
      return false;
    end if;
  end loop;
  v_sources := v_sources - p_source;
  if v_said is not null then
    v_sources := v_sources || jsonb_build_object(p_source, v_said || jsonb_build_object('at', now()));
  end if;
  select s.value, s.key into v_worst, v_name from jsonb_each(v_sources) s
  order by (s.value ->> 'status' = 'error') desc, s.value ->> 'at' desc limit 1;
  update public.inboxes set health = case
    when v_worst is null then jsonb_build_object('status', 'ok', 'at', now())
    else v_worst || jsonb_build_object('source', v_name, 'sources', v_sources) end
  where id = p_inbox;
  return true;
end $$;

-- Inboxes whose provider is asked now and then whether all is still in place, each by one replica: a webhook taken away or a token
-- that expired makes no noise of its own.
alter table public.inboxes
  add column checked_at timestamptz not null default now(),
  -- The last check found something wrong; the next one decides.
  add column check_failed boolean not null default false;
create function private.claim_checks(p_channels text[], p_most int) returns table (id uuid, failed boolean)
language sql volatile security definer set search_path = '' as $$
  update public.inboxes i set checked_at = now()
  from (select o.id from public.inboxes o
    where o.channel = any (p_channels) and o.enabled and o.deleted_at is null and not o.simulated
      and o.checked_at < now() - interval '6 hours' order by o.checked_at limit p_most for update skip locked) due
  where i.id = due.id returning i.id, i.check_failed
$$;
-- How a check ended; what is wrong is looked at again in a minute.
create function private.settle_check(p_inbox uuid, p_ok boolean) returns void
language sql volatile security definer set search_path = '' as $$
  update public.inboxes i set check_failed = not p_ok,
    checked_at = case when p_ok or i.check_failed then now() else now() - interval '5 hours 59 minutes' end
  where i.id = p_inbox
$$;

-- What the provider said of the account, the quality and the templates, the latest first: [{at, topic, text}].
alter table public.inboxes add column news jsonb not null default '[]';

-- The provider says something of the account or its quality. What is bad for it shows as health, and the people at work are told;
-- good news takes back what was said here before, and nothing else.
create function private.note_account(p_inbox uuid, p_event jsonb) returns void
language plpgsql volatile set search_path = '' as $$
declare
  v_detail jsonb := coalesce(p_event -> 'detail', '{}');
  v_said text := upper(concat_ws(' ', v_detail ->> 'event', v_detail ->> 'decision', v_detail ->> 'new_quality_score'));
  v_note text := left(coalesce(p_event ->> 'note', p_event ->> 'topic', ''), 300);
  v_status text;
  v_inbox public.inboxes;
begin
  if p_event ->> 'topic' like 'template%' or p_event ->> 'topic' not in ('account', 'quality', 'health') then
    return;
  end if;
  v_status := case
    when v_said ~ '(UNFLAGGED|UPGRADE|REINSTATE|RECONNECT|UNBAN|ENABLED|GREEN|CONNECTED|APPROVED)' and v_said !~ 'DISCONNECTED' then 'ok'
    when v_said ~ '(DISABLE|BANNED|DISCONNECTED|DELETED|OFFBOARDED|PARTNER_REMOVED|SCHEDULE_FOR_DISABLE)' then 'error'
    when v_said ~ '(VIOLATION|RESTRICTION|RESTRICTED|FLAGGED|DOWNGRADE|REJECTED|RED\M|LOW)' then 'degraded' end;
  if v_status is null then
    return;
  end if;
  if private.note_health(p_inbox, 'account', jsonb_build_object('status', v_status,
      'text', jsonb_build_object(
        'pt-BR', 'O provedor avisou: ' || v_note, 'es', 'El proveedor avisó: ' || v_note, 'en', 'The provider says: ' || v_note),
      'remedy', jsonb_build_object(
        'pt-BR', 'Abra o painel do provedor e veja o que ele pede para esta conta ou este número.',
        'es', 'Abra el panel del proveedor y vea qué pide para esta cuenta o este número.',
        'en', 'Open the provider’s console and see what it asks of this account or number.')))
    and v_status <> 'ok'
  then
    select * into v_inbox from public.inboxes i where i.id = p_inbox;
    perform realtime.send(jsonb_build_object('conversation_id', null, 'inbox_id', p_inbox, 'admins', true, 'team_id', null, 'agent_id', null,
      'text', v_inbox.name || ': ' || v_note), 'notify', 'organization:' || v_inbox.organization_id, true);
  end if;
end $$;

-- What a provider says of the inbox itself: of its templates, or of the account and its quality. The
-- last twenty are kept for admins, whether or not they mean trouble; the same delivery again says nothing new.
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

revoke execute on function private.note_health(uuid, text, jsonb), private.claim_checks(text[], int), private.settle_check(uuid, boolean),
  private.note_account(uuid, jsonb), private.apply_account(uuid, jsonb) from public;
grant execute on function private.note_health(uuid, text, jsonb), private.claim_checks(text[], int), private.settle_check(uuid, boolean) to faladesk_core;
