import type { Check } from '#app/core/check.ts'

export const checks: Check[] = [
  {
    name: 'only demo slots are booked or offered',
    rows: (db) => db.$queryRaw`
      select s.id from slots s where s.kind <> 'demo' and (
        exists (select from bookings b where b.slot_id = s.id)
        or exists (select from slot_offers o where o.slot_id = s.id))`,
  },
  {
    name: 'a slot is not booked and offered at once',
    rows: (db) => db.$queryRaw`
      select b.id from bookings b
      join slot_offers o on o.slot_id = b.slot_id and o.accepted_at is null and o.ended_at is null
      where b.cancelled_at is null`,
  },
  {
    name: 'no firm shows two demos at the same moment',
    rows: (db) => db.$queryRaw`
      select one.id from bookings one
      join slots a on a.id = one.slot_id
      join bookings other on other.supplier_id = one.supplier_id and other.id > one.id
      join slots b on b.id = other.slot_id
      where one.cancelled_at is null and other.cancelled_at is null
        and a.starts_at < b.ends_at and b.starts_at < a.ends_at`,
  },
  {
    name: 'a firm with a slot does not wait for another on the same day',
    rows: (db) => db.$queryRaw`
      select w.id from waiting_list_entries w
      join bookings b on b.market_day_id = w.market_day_id and b.supplier_id = w.supplier_id
      where w.left_at is null and b.cancelled_at is null`,
  },
  {
    name: 'an open offer belongs to a firm that still waits, on a day that goes ahead',
    rows: (db) => db.$queryRaw`
      select o.id from slot_offers o
      join waiting_list_entries w on w.id = o.waiting_list_entry_id
      join slots s on s.id = o.slot_id
      join market_days d on d.id = s.market_day_id
      where o.accepted_at is null and o.ended_at is null
        and (w.left_at is not null or d.cancelled_at is not null or w.market_day_id <> d.id)`,
  },
  {
    name: 'an accepted offer led to a booking of its slot by its firm',
    rows: (db) => db.$queryRaw`
      select o.id from slot_offers o
      join waiting_list_entries w on w.id = o.waiting_list_entry_id
      where o.accepted_at is not null and not exists (
        select from bookings b where b.market_day_id = w.market_day_id and b.supplier_id = w.supplier_id
          and b.booked_at >= o.offered_at)`,
  },
  {
    name: 'every slot lies within its day',
    rows: (db) => db.$queryRaw`
      select s.id from slots s join market_days d on d.id = s.market_day_id
      where s.starts_at < d.starts_at or s.ends_at > d.ends_at`,
  },
  {
    name: 'nothing is booked on a cancelled day',
    rows: (db) => db.$queryRaw`
      select b.id from bookings b join market_days d on d.id = b.market_day_id
      where b.cancelled_at is null and d.cancelled_at is not null`,
  },
]
