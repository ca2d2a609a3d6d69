import type { AreaMap } from '#app/core/data-map.ts'

/** What this area's tables hold about people: every column once. app/domain/privacy says how it is used. */
export const dataMap: AreaMap = {
  stored_files: {
    kept: 'record',
    about: { uploaded_by_id: 'uploaded_at' },
    words: { name: 'uploaded_by_id' },
    plain: 'id sha256 content_type size_bytes owner_id uploaded_at',
  },
  stored_file_contents: { kept: 'record', words: { bytes: 'organisation' }, plain: 'id' },
}
