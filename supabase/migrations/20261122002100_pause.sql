-- While a conversation is pending it waits for the customer, and no promise to the customer runs on.
alter table public.conversations add column sla_paused_at timestamptz;
