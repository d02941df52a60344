import { useCallback } from 'react'
import { useNavigate } from 'react-router'
import { paths } from '#app/http/paths.ts'
import { KEYS } from './single-keys.ts'
import { useSingleKey } from './use-single-key.ts'

/** The library's search field has this id, so that the key finds it. */
export const SEARCH_FIELD = 'library-search'

/** "/" leads to the library's search field from any page. Stands once in the page. */
export function SearchKey() {
  const navigate = useNavigate()
  useSingleKey(
    KEYS.search.key,
    useCallback(() => {
      if (!focusSearch()) void navigate(paths.library(), { state: { toSearch: true } })
    }, [navigate]),
  )
  return null
}

/** Puts the focus into the search field, if the page has it. */
export function focusSearch(): boolean {
  const field = document.getElementById(SEARCH_FIELD)
  if (!(field instanceof HTMLInputElement)) return false
  field.focus()
  field.select()
  return true
}
