insert into organisations (id, kind, slug, name, about, verified_at, created_at)
  select national.id(2, n), 'supplier', 'firm-' || n,
      (array['Tideline', 'Fernhill', 'Brightwater', 'Northgate', 'Oakmere', 'Kestrel', 'Larkspur', 'Moorside', 'Redwing', 'Saltmarsh'])[1 + n % 10]
        || ' ' || (array['Digital', 'Labs', 'Systems', 'Works', 'Software', 'Studio', 'Data'])[1 + n / 10 % 7] || ' ' || n,
      'Makes software for councils.', as_at - interval '6 years', as_at - interval '6 years'
    from national.size, generate_series(1, suppliers) as n
  union all
  select national.id(3, n), 'funder', 'funder-' || n, 'Fund for Local Technology ' || n, 'Gives money for shared problems.',
      as_at - interval '6 years', as_at - interval '6 years'
    from national.size, generate_series(1, 4) as n
  union all
  select national.id(4, 1), 'platform', 'solve-once', 'Solve Once', 'Runs this site.', as_at - interval '6 years', as_at - interval '6 years'
    from national.size;
insert into suppliers (id, company_number, town, region, serves, staff_count, is_sme_declared_at)
  select national.id(2, n), lpad(n::text, 8, '0'), 'Leeds', 'Yorkshire and The Humber', case when n % 10 = 0 then array['Wales'] else array['England'] end, 5 + n % 200, as_at - interval '6 years'
    from national.size, generate_series(1, suppliers) as n;
insert into funders (id) select national.id(3, n) from generate_series(1, 4) as n;

create table national.members as
  select national.person(c, part) as person_id, id as organisation_id, 'council-' || c || '-' || part as slug,
      case when part in (2, 3) then 'finance-approver' when part = 4 then 'administrator' else 'officer' end as role
    from national.councils, generate_series(0, 4) as part
  union all
  select national.id(5, n * 10 + part), national.id(2, n), 'firm-' || n || '-' || part, case part when 0 then 'member' else 'administrator' end
    from national.size, generate_series(1, suppliers) as n, generate_series(0, 1) as part
  union all
  select national.id(6, n * 10 + part), national.id(3, n), 'funder-' || n || '-' || part,
      case part when 0 then 'fund-manager' when 1 then 'payment-approver' else 'administrator' end
    from generate_series(1, 4) as n, generate_series(0, 2) as part
  union all
  select national.id(7, part), national.id(4, 1), 'platform-' || part, case part when 2 then 'administrator' else 'operator' end
    from generate_series(0, 2) as part;
analyze national.members;
create table national.names as select
  array['Priya', 'Margaret', 'Helen', 'Ruth', 'Gareth', 'Idris', 'Marcus', 'Aisha', 'Tomasz', 'Bronwen', 'Callum', 'Yusuf', 'Grace', 'Niamh'] as first,
  array['Nair', 'Osei', 'Marsh', 'Okafor', 'Ashworth', 'Bello', 'Hale', 'Khan', 'Nowak', 'Pritchard', 'Fraser', 'Demir', 'Adeyemi'] as last;
analyze national.names;
-- Each organisation has a domain of its own, as work addresses do.
insert into people (id, slug, email, name, created_at)
  select person_id, slug, slug || '@' || regexp_replace(slug, '-[0-9]+$', '') || '.example.gov.uk',
      names.first[1 + national.pick(place, 1, 14)] || ' ' || names.last[1 + national.pick(place, 2, 13)], as_at - interval '6 years'
    from national.size, national.names, (select *, row_number() over (order by person_id) as place from national.members) member;
insert into memberships (id, person_id, organisation_id, job_title, joined_at)
  select person_id, person_id, organisation_id, initcap(replace(role, '-', ' ')), as_at - interval '6 years' from national.members, national.size;
-- Where money is signed for there are two administrators: an officer of each council, and whoever approves payments of a funder, too.
insert into membership_roles (membership_id, role, granted_at)
  select person_id, role, as_at - interval '6 years' from national.members, national.size
  union all
  select person_id, 'administrator', as_at - interval '6 years' from national.members, national.size
    where slug ~ '^(council|funder)-[0-9]+-1$';
insert into delegated_limits (id, membership_id, limit_pence, from_on, source)
  select person_id, person_id, case role when 'officer' then 2500000 else 100000000 end, '2020-04-01', 'made up'
    from national.members where role in ('officer', 'finance-approver');
insert into bank_details (id, organisation_id, account_name, sort_code, account_number, added_by_id, added_at)
  select national.id(8, n), national.id(2, n), 'FIRM ' || n, '309430', lpad((10000000 + n)::text, 8, '0'), national.id(5, n * 10 + 1), as_at - interval '6 years'
    from national.size, generate_series(1, suppliers) as n
  union all
  select national.id(8, 0), national.id(4, 1), 'SOLVE ONCE', '200000', '55555555', national.id(7, 2), as_at - interval '6 years' from national.size;

-- Each firm says two services, every third a framework, and each holds an insurance and two certificates, renewed each year.
insert into supplier_profiles (id, service_function_ids, confirmed_by_id, confirmed_at)
  select national.id(2, n), array[(select min(id) from service_functions) + n % 100, (select min(id) from service_functions) + n * 7 % 100],
      national.id(5, n * 10), as_at - interval '1 month'
    from national.size, generate_series(1, suppliers) as n;
insert into frameworks (slug, name, reference, owner, from_on, to_on, source, source_url)
  select 'national-' || n, 'National framework ' || n, 'NF-' || n, 'Made up', '2020-01-01', '2040-01-01', 'made up', 'https://example.org/'
    from generate_series(1, 12) as n;
insert into framework_places (id, supplier_id, framework_slug, lot, entered_by_id, entered_at)
  select national.id(60, n), national.id(2, n), 'national-' || 1 + n % 12, '1', national.id(5, n * 10), as_at - interval '1 year'
    from national.size, generate_series(1, suppliers) as n where n % 3 = 0;
insert into credentials (id, supplier_id, kind, number, issuer, cover_pence, valid_from, expires_on, entered_by_id, entered_at, ended_as, ended_by_id, ended_at)
  select national.id(61, n * 100 + kind * 10 + year), national.id(2, n),
      (array['professional-indemnity', 'cyber-essentials', 'iso-27001'])[kind], 'N-' || n, 'Made up', case kind when 1 then 500000000 end,
      as_at::date - 200 - 365 * year, as_at::date + 165 - 365 * year, national.id(5, n * 10), as_at - interval '200 days' - interval '365 days' * year,
      case when year > 0 then 'renewed' end, case when year > 0 then national.id(5, n * 10) end, case when year > 0 then as_at - interval '200 days' - interval '365 days' * (year - 1) end
    from national.size, generate_series(1, suppliers) as n, generate_series(1, 3) as kind, generate_series(0, 4) as year
    where kind = 1 or n % kind = 0;
