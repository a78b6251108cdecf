import { asAdmin } from './database.ts'

/**
 * Makes a database look like a cluster to the service, so that it uses its statements for one, and refuses what a cluster would be
 * slow or wrong with: a transaction that writes rows of two lanes.
 *
 * It spreads nothing. What a real one refuses besides is in `conformance.ts`.
 */
export async function simulateCluster(url: string): Promise<void> {
  await asAdmin(url, SIMULATION)
}

const SIMULATION = `
create schema citus;
create table citus.spread (table_name regclass primary key);
create view public.citus_tables as select table_name, 'distributed' as citus_table_type from citus.spread;
create function citus.one_lane() returns trigger language plpgsql as $$
declare seen text := current_setting('citus.lane', true);
begin
  if coalesce(seen, '') = '' then perform set_config('citus.lane', new.lane::text, true);
  elsif seen <> new.lane::text then raise exception 'A transaction writes to lanes % and %.', seen, new.lane;
  end if;
  return null;
end $$;
create function public.create_distributed_table(name regclass, by_column text, colocate_with text) returns void
language plpgsql as $$ begin
  insert into citus.spread values (name);
  execute format('create trigger one_lane after insert or update on %s for each row execute function citus.one_lane()', name);
end $$;
`
