declare module '@remix-run/node' {
  // A library's own type can only be added to in this way.
  // eslint-disable-next-line @typescript-eslint/consistent-type-definitions
  interface Future {
    v3_singleFetch: true
  }
}
export {}
