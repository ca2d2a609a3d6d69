import { v5, v7 } from 'uuid'

/** A new UUIDv7. Later ones sort later, so an index on it grows at one end. Never shown to people. */
export const newId = (): string => v7()

/** An id for a part of what has this one, the same each time it is asked for. */
export const idWithin = (id: string, name: string): string => v5(name, id)
