-- How fast an inbox sends, and whether it may at all: claims by its channel's rate, and trouble that holds all of it.

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
create policy "core works on its organization's inbox_pace" on public.inbox_pace for all to faladesk_core
  using (organization_id = (select private.current_organization()))
  with check (organization_id = (select private.current_organization()));

-- Which inboxes have something to send is found by stepping from one to the next, so that none stands before another. It takes
-- the place of the one by due time alone, which a planner would rather walk, past all that a paused inbox holds.
drop index public.outbox_due_idx;
create index outbox_queued_inbox_idx on public.outbox (inbox_id, due) where state = 'queued';

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

revoke execute on function private.pace_room(timestamptz, numeric, timestamptz), private.pace_after(timestamptz, numeric, timestamptz, int),
  private.claim_outbox(int, int, jsonb), private.lift_pause(uuid), private.notice_remedy(),
  private.sends_are_ill(jsonb) from public;
grant execute on function private.claim_outbox(int, int, jsonb), private.sends_are_ill(jsonb) to faladesk_core;
