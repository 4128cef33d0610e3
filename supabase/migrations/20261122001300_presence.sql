-- Who has a workflow open, and that somebody saved its draft: told on a private topic of the workflow's own.

-- workflow:<uuid> → its organization, or null for any other topic and for workflows the person does not see.
create function private.topic_workflow_organization() returns uuid
language sql stable set search_path = '' as $$
  select w.organization_id from public.workflows w
  where w.id = case when (select realtime.topic()) ~ '^workflow:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'
    then substr((select realtime.topic()), 10)::uuid end
$$;
revoke execute on function private.topic_workflow_organization() from public;
grant execute on function private.topic_workflow_organization() to authenticated;

create policy "members hear of their organization's workflows" on realtime.messages for select to authenticated
  using (extension in ('broadcast', 'presence')
    and (select private.topic_workflow_organization()) = any ((select private.my_organizations())::uuid[]));
-- Only the database says that something was saved; people only show that they are here.
create policy "members show that they have a workflow open" on realtime.messages for insert to authenticated
  with check (extension = 'presence'
    and (select private.topic_workflow_organization()) = any ((select private.my_organizations())::uuid[]));

create function private.announce_workflow() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform realtime.send(
    jsonb_build_object('draft_revision', new.draft_revision, 'draft_saved_by', new.draft_saved_by, 'published_version', new.published_version),
    'workflow', 'workflow:' || new.id, true);
  return null;
end $$;
revoke execute on function private.announce_workflow() from public;
create trigger workflows_announced
  after update of draft_revision, published_version, candidate, stopped on public.workflows
  for each row when ((old.draft_revision, old.published_version, old.candidate, old.stopped)
    is distinct from (new.draft_revision, new.published_version, new.candidate, new.stopped))
  execute function private.announce_workflow();

-- The tags in use on conversations and contacts, for whoever writes rules; `complete` is false where there is so much
-- tagged that not all of it was read.
create function public.tags_in_use(p_organization uuid) returns jsonb
language sql stable set search_path = '' as $$
  with tagged as (
    (select tags from public.conversations where organization_id = p_organization and tags <> '{}' limit 5000)
    union all
    (select tags from public.contacts where organization_id = p_organization and tags <> '{}' limit 5000))
  select jsonb_build_object(
    'tags', coalesce((select jsonb_agg(distinct tag order by tag) from tagged, unnest(tagged.tags) as tag), '[]'),
    'complete', (select count(*) < 5000 from tagged))
$$;
revoke execute on function public.tags_in_use(uuid) from public, anon;
grant execute on function public.tags_in_use(uuid) to authenticated, faladesk_core;
