import { v7 } from 'uuid'

/** A new UUIDv7. Later ones sort later, so an index on it grows at one end. Never shown to people. */
export const newId = (): string => v7()
