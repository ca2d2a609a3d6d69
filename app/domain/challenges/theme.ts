/** What a challenge is about when a pot's rule asks for it; most challenges have none. */
export const themes = ['chief-digital-officer', 'city-region-strategy'] as const
export type Theme = (typeof themes)[number]

export const themeLabel: Record<Theme, string> = {
  'chief-digital-officer': 'A chief digital officer for an area',
  'city-region-strategy': 'A digital strategy for a city region',
}

export const isTheme = (text: string | null): text is Theme => themes.includes(text as Theme)
