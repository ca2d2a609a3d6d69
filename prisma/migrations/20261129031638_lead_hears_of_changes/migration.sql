-- Asks for a job in the transaction of a money function, if that did something new: `select … from withdraw_pledge($1) as answer`.
create function ask_if_new(is_new boolean, job jsonb) returns boolean language plpgsql as $$
begin
  if is_new and job is not null then
    perform graphile_worker.add_job(job ->> 'task', (job -> 'payload')::json, job_key => job ->> 'key');
  end if;
  return is_new;
end $$;
