/** A statement that finds one thing, and the routes whose addresses name it. */
export type Found = [statement: string, ...routes: string[]]

/** What firms say of themselves, and the documents behind it. */
export const firmThings: Found[] = [
  [
    `select p.id as "pitchId", said.value ->> 'id' as "credentialId", array[o.slug] as owners
     from pitches p join assessors a on a.pitch_call_id = p.pitch_call_id
     join conflict_declarations d on d.assessor_id = a.id and d.pitch_id = p.id and not d.has_conflict
     join organisations o on o.id = a.council_id
     cross join jsonb_array_elements(p.profile -> 'credentials') as said (value)
     where said.value ->> 'provenance' <> 'said' order by o.slug`,
    'evaluation/:pitchId/documents/:credentialId',
  ],
  [
    `select c.id as "credentialId", array[o.slug, 'solve-once'] as owners
     from credentials c join organisations o on o.id = c.supplier_id
     where c.file_id is not null and c.ended_at is null and c.seen_at is null and c.sent_back_at is null`,
    'suppliers/credentials/:credentialId/document',
    ...['correction', 'renewal', 'withdrawal'].map(
      (end) => `suppliers/profile/credentials/:credentialId/${end}`,
    ),
    'joining/documents/:credentialId',
  ],
  [
    `select f.id as "placeId", array[o.slug] as owners
     from framework_places f join organisations o on o.id = f.supplier_id where f.ended_at is null`,
    'suppliers/profile/frameworks/:placeId/removal',
  ],
]
