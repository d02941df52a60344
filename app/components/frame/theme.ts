import { useFetchers } from 'react-router'
import { type Theme, themeFrom } from '#app/http/theme.ts'

/** Names the submission that changes the theme, so that the page can show it before the server has answered. */
export const THEME_CHANGE = 'theme'

/** The theme to show now: the one just chosen, while the server still writes it down. */
export function useChosenTheme(saved: Theme): Theme {
  const change = useFetchers().find((fetcher) => fetcher.key === THEME_CHANGE)?.formData
  return change ? themeFrom(change.get('theme')) : saved
}
