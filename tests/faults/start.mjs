// Settings default to production, where no fault is made: this says what it is before they are read.
process.env.NODE_ENV ??= 'test'
process.env.LOG_LEVEL ??= 'silent'
await import('./run.ts')
