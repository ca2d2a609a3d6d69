/** A calendar file: programs import it, or come back for it when they subscribe. */
export function calendarAnswer(text: string, fileName: string) {
  const method = /^METHOD:(\w+)\r$/m.exec(text)?.[1] ?? 'PUBLISH'
  return new Response(text, {
    headers: {
      'Content-Type': `text/calendar; charset=utf-8; method=${method}`,
      'Content-Disposition': `attachment; filename="${fileName}.ics"`,
      'Cache-Control': 'private, no-cache',
    },
  })
}
