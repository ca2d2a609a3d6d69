/** 10 MB; the same limit stands in the table and at the edge. */
export const largestBytes = 10_485_760

type Kind = { ending: string; contentType: string; starts: number[][] }

const zip = [0x50, 0x4b, 0x03, 0x04]

/** What evidence may be. A file is what its first bytes say, and its name must say the same. */
const kinds: Kind[] = [
  { ending: '.pdf', contentType: 'application/pdf', starts: [[0x25, 0x50, 0x44, 0x46, 0x2d]] },
  { ending: '.odt', contentType: 'application/vnd.oasis.opendocument.text', starts: [zip] },
  {
    ending: '.docx',
    contentType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    starts: [zip],
  },
  { ending: '.png', contentType: 'image/png', starts: [[0x89, 0x50, 0x4e, 0x47]] },
  { ending: '.jpg', contentType: 'image/jpeg', starts: [[0xff, 0xd8, 0xff]] },
  { ending: '.jpeg', contentType: 'image/jpeg', starts: [[0xff, 0xd8, 0xff]] },
  { ending: '.csv', contentType: 'text/csv', starts: [] },
]

export const acceptedEndings = kinds.map((kind) => kind.ending)

/** What is wrong with an upload, in words for the person; undefined when nothing is. */
export function problemWith(name: string, bytes: Uint8Array): string | undefined {
  if (bytes.length === 0) return `${name} is empty. Choose another file`
  if (bytes.length > largestBytes) return `${name} is larger than 10MB. Choose a smaller file`
  const kind = kindOf(name)
  if (!kind) return `${name} is not a PDF, ODT, DOCX, CSV, PNG or JPEG. Choose another file`
  if (!startsAsItsKind(kind, bytes))
    return `${name} is not what its name says. Save it again as ${kind.ending.slice(1).toUpperCase()}`
  return undefined
}

export const contentTypeOf = (name: string) =>
  kindOf(name)?.contentType ?? 'application/octet-stream'

/** The last part of a path, without characters that could break a header or a folder. A long one is cut between letters. */
export function safeName(name: string) {
  const last = name.split(/[\\/]/).at(-1) ?? ''
  const kept = last.replace(/[^\p{L}\p{N}\p{M} ._()-]/gu, '').trim()
  return Array.from(kept).slice(-120).join('') || 'file'
}

const kindOf = (name: string) => kinds.find((kind) => name.toLowerCase().endsWith(kind.ending))

function startsAsItsKind(kind: Kind, bytes: Uint8Array) {
  if (kind.starts.length === 0) return !bytes.subarray(0, 4096).includes(0)
  return kind.starts.some((start) => start.every((byte, place) => bytes[place] === byte))
}

export function formatSize(bytes: number) {
  if (bytes < 1024) return `${bytes} bytes`
  if (bytes < 1_048_576) return `${Math.round(bytes / 1024)}KB`
  return `${(bytes / 1_048_576).toFixed(1)}MB`
}
