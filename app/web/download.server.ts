type Download = { name: string; contentType: string; bytes: Uint8Array<ArrayBuffer> | string }

/** A file to keep: never shown in the page's own place, never run, never kept by a cache. */
export function download({ name, contentType, bytes }: Download) {
  const plain = name.replace(/[^\x20-\x7e]|["\\]/g, '_')
  return new Response(bytes, {
    headers: {
      'Content-Type': contentType,
      'Content-Disposition': `attachment; filename="${plain}"; filename*=UTF-8''${encoded(name)}`,
      'X-Content-Type-Options': 'nosniff',
      'Content-Security-Policy': "sandbox; default-src 'none'",
      'Cache-Control': 'private, no-store',
    },
  })
}

/** RFC 8187 leaves out these four, which encodeURIComponent lets through. */
const encoded = (name: string) =>
  encodeURIComponent(name).replace(/['()*]/g, (letter) => `%${letter.charCodeAt(0).toString(16)}`)
