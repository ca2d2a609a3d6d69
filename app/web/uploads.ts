import { z } from 'zod'

/** A browser sends an empty file without a name when nothing was chosen. */
const isChosen = (value: unknown) =>
  value instanceof File && !(value.size === 0 && value.name === '')

/** One file field, with none, one or several files chosen. */
export const UploadsInput = z.preprocess(
  (sent) => (Array.isArray(sent) ? sent : [sent]).filter(isChosen),
  z.array(z.instanceof(File)),
)

/** The bytes of uploads; the domain knows no forms. */
export const readUploads = (files: File[]) =>
  Promise.all(
    files.map(async (file) => ({
      name: file.name,
      bytes: new Uint8Array(await file.arrayBuffer()),
    })),
  )
