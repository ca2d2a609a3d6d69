/** An answer that browsers keep as a spreadsheet file. */
export const csvFile = (name: string, text: string) =>
  new Response(text, {
    headers: {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': `attachment; filename="${name}.csv"`,
    },
  })
