/** Text that people typed, in its paragraphs and its single line breaks. */
export const Prose = ({ text }: { text: string }) => (
  <>
    {text
      .split(/\n\s*\n/)
      .map((part) => part.trim())
      .filter(Boolean)
      .map((paragraph, place) => (
        <p key={place} className="prose">
          {paragraph}
        </p>
      ))}
  </>
)
