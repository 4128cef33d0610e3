-- Raw deliveries, for admins: listed by time, found by name.

-- Deliveries by time. They are written in the order of time, so a block range index is enough to read the last ones: it holds a
-- line per 32 pages, and an insert seldom touches it.
create index deliveries_received_idx on public.deliveries using brin (received_at) with (autosummarize = on, pages_per_range = 32);

-- A delivery's name in the API: its time in µs and base 36 (no digit more than needed), then its id.
create function private.delivery_name(p_received timestamptz, p_id uuid) returns text
language plpgsql immutable strict parallel safe set search_path = '' as $$
declare
  v_left bigint := (extract(epoch from p_received) * 1000000)::bigint;
  v_name text := '';
begin
  while v_left > 0 loop
    v_name := substr('0123456789abcdefghijklmnopqrstuvwxyz', (v_left % 36)::int + 1, 1) || v_name;
    v_left := v_left / 36;
  end loop;
  return v_name || '-' || p_id;
end $$;
-- The delivery of that name, in the transaction's organization: its time says where to look. The two are definers because under
-- RLS the planner would rather walk the organization's whole key.
create function private.delivery_named(p_name text) returns setof public.deliveries
language plpgsql stable security definer set search_path = '' as $$
declare
  v_micros bigint := 0;
  v_digits text := split_part(p_name, '-', 1);
  v_id uuid := substr(p_name, length(v_digits) + 2)::uuid;
  v_at timestamptz;
begin
  for n in 1 .. length(v_digits) loop
    v_micros := v_micros * 36 + position(substr(v_digits, n, 1) in '0123456789abcdefghijklmnopqrstuvwxyz') - 1;
  end loop;
  v_at := timestamptz 'epoch' + make_interval(secs => v_micros / 1000000) + make_interval(secs => (v_micros % 1000000) / 1000000.0);
  return query select d.* from public.deliveries d
  where d.received_at = v_at and d.id = v_id and d.organization_id = private.current_organization();
exception when numeric_value_out_of_range or datetime_field_overflow then
  return;
end $$;
-- The p_limit latest deliveries before a given one, of all inboxes or one. Where there are few they are read by their key; else
-- looked for backwards in ever longer stretches of time, so that the block range index is read only as far as needed.
create function private.latest_deliveries(p_inbox uuid, p_before timestamptz, p_before_id uuid, p_limit int)
returns setof public.deliveries
language plpgsql stable security definer set search_path = '' as $$
declare
  v_here constant uuid := private.current_organization();
  v_inboxes constant uuid[] := array(select i.id from public.inboxes i where i.organization_id = v_here and (p_inbox is null or i.id = p_inbox));
  v_until constant timestamptz := coalesce(p_before, now());
  v_id constant uuid := coalesce(p_before_id, 'ffffffff-ffff-ffff-ffff-ffffffffffff');
  v_length interval := interval '10 seconds';
  v_few constant boolean := (select count(*) <= 2000 from (
    select from public.deliveries d where d.organization_id = v_here and d.inbox_id = any (v_inboxes) limit 2001) x);
begin
  if v_few then
    return query select d.* from public.deliveries d
    where d.organization_id = v_here and d.inbox_id = any (v_inboxes) and (d.received_at, d.id) < (v_until, v_id)
    order by d.received_at desc, d.id desc limit p_limit;
    return;
  end if;
  while v_length < interval '20 years' and p_limit > (select count(*) from (select from public.deliveries d
    where d.received_at >= v_until - v_length and d.received_at <= v_until and d.organization_id = v_here
      and d.inbox_id = any (v_inboxes) and (d.received_at, d.id) < (v_until, v_id) limit p_limit) x)
  loop
    v_length := v_length * 4;
  end loop;
  return query select d.* from public.deliveries d
  where d.received_at >= v_until - v_length and d.received_at <= v_until and d.organization_id = v_here
    and d.inbox_id = any (v_inboxes) and (d.received_at, d.id) < (v_until, v_id)
  order by d.received_at desc, d.id desc limit p_limit;
end $$;

revoke execute on function private.delivery_name(timestamptz, uuid), private.delivery_named(text),
  private.latest_deliveries(uuid, timestamptz, uuid, int) from public;
grant execute on function private.delivery_name(timestamptz, uuid), private.delivery_named(text),
  private.latest_deliveries(uuid, timestamptz, uuid, int) to faladesk_core;
