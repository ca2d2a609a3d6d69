/** A real one-page PDF that says what it stands for, so that opening evidence opens something. */
export function evidenceFile(title: string, text: string) {
  const lines = [title, '', ...wrap(text), '', 'Made up for the demonstration.']
  const shown = lines.map((line) => `(${line.replace(/[\\()]/g, '\\$&')}) Tj T*`).join('\n')
  const content = `BT /F1 14 Tf 20 TL 60 780 Td\n${shown}\nET`
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${latin(content).length} >>\nstream\n${content}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>',
  ]
  let file = '%PDF-1.4\n'
  const starts = objects.map((object, place) => {
    const start = latin(file).length
    file += `${place + 1} 0 obj\n${object}\nendobj\n`
    return start
  })
  const tableAt = latin(file).length
  const rows = starts.map((start) => `${String(start).padStart(10, '0')} 00000 n \n`).join('')
  file += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${rows}`
  file += `trailer << /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${tableAt}\n%%EOF\n`
  return { name: `${title}.pdf`, bytes: latin(file) }
}

/** What the page's encoding cannot say is said plainly. */
const latin = (text: string) =>
  Uint8Array.from(text.replace(/[’‘]/g, "'").replace(/[“”]/g, '"'), (letter) => {
    const code = letter.charCodeAt(0)
    return code < 256 ? code : 63
  })

const wrap = (text: string) =>
  text.split(' ').reduce<string[]>((lines, word) => {
    const last = lines.at(-1)
    if (last === undefined || last.length + word.length > 70) return [...lines, word]
    return [...lines.slice(0, -1), `${last} ${word}`]
  }, [])
