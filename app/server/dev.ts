// The settings are read when they are first imported, so this comes before everything.
process.env.NODE_ENV = 'development'

const { start } = await import('./start.ts')
await start()

export {}
