do $$
  declare made record;
  begin
    for made in select * from national.indexes loop execute made.indexdef; end loop;
  end $$;
