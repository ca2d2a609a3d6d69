import { db } from '#app/core/db.server.ts'

/** A file with its bytes. The caller has already decided that the person may open it. */
export const findFileContent = (id: string) =>
  db.storedFile.findUnique({
    where: { id },
    select: {
      name: true,
      contentType: true,
      sizeBytes: true,
      content: { select: { bytes: true } },
    },
  })
