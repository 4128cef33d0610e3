-- What messages cost: by the organization's own list, and by what the provider's statuses say.

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
create policy "core works on its organization's message_prices" on public.message_prices for all to faladesk_core
  using (organization_id = (select private.current_organization()))
  with check (organization_id = (select private.current_organization()));

-- What the provider's statuses said a part cost ({its id: price}), and of all parts of a message together.
alter table public.outbox add column pricing jsonb;
alter table public.messages add column pricing jsonb;

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

revoke execute on function private.keep_price(uuid, text, jsonb) from public;
