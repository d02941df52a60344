import type { FormEvent } from 'react'
import { useFetcher, useLocation } from 'react-router'
import { paths } from '#app/http/paths.ts'
import type { Theme } from '#app/http/theme.ts'
import { Icon, type IconName } from '../ui/icon.tsx'
import { Menu } from '../ui/menu.tsx'
import { THEME_CHANGE } from './theme.ts'

const choices: readonly { theme: Theme; label: string; icon: IconName }[] = [
  { theme: 'system', label: 'As this device', icon: 'system' },
  { theme: 'light', label: 'Light', icon: 'light' },
  { theme: 'dark', label: 'Dark', icon: 'dark' },
]

/** Light, dark or as the device. A plain form without scripts; with them the page stays where it is. */
export function ThemeMenu({ theme }: { theme: Theme }) {
  const fetcher = useFetcher({ key: THEME_CHANGE })
  const { pathname, search } = useLocation()
  const change = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const pressed = (event.nativeEvent as SubmitEvent).submitter
    const chosen = pressed instanceof HTMLButtonElement ? pressed.value : 'system'
    void fetcher.submit({ theme: chosen }, { method: 'post', action: paths.theme() })
  }
  return (
    <Menu
      label={
        <>
          <Icon name="theme" />
          <span className="sr">Light or dark</span>
        </>
      }
    >
      <li>
        <form method="post" action={paths.theme()} onSubmit={change}>
          <input type="hidden" name="redirectTo" value={pathname + search} />
          {choices.map((choice) => (
            <button
              key={choice.theme}
              type="submit"
              name="theme"
              value={choice.theme}
              aria-pressed={choice.theme === theme}
            >
              <Icon name={choice.icon} />
              {choice.label}
            </button>
          ))}
        </form>
      </li>
    </Menu>
  )
}
