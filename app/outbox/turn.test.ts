import { afterEach, expect, test } from 'vitest'
import { Turn } from './turn.ts'

let key = 0
const open: Turn[] = []
afterEach(() => {
  for (const turn of open.splice(0)) turn.end()
})

/** A tab that shows the task of this test; `here` is what it was told last. */
function aTab() {
  const tab = { here: null as boolean | null, turn: new Turn(`task-${key}`, (here) => (tab.here = here)) }
  open.push(tab.turn)
  return tab
}

test('the first tab has the turn, the second hears that it has not', async () => {
  key++
  const [first, second] = [aTab(), aTab()]
  await first.turn.ask()
  await second.turn.ask()
  expect([first.here, second.here]).toEqual([true, false])
})

test('whoever takes it over has it, and the other hears so', async () => {
  key++
  const [first, second] = [aTab(), aTab()]
  await first.turn.ask()
  await second.turn.take()
  await expect.poll(() => [first.here, second.here]).toEqual([false, true])
  await first.turn.take()
  await expect.poll(() => [first.here, second.here]).toEqual([true, false])
})

test('a tab that is closed leaves it to the next that asks', async () => {
  key++
  const [first, second] = [aTab(), aTab()]
  await first.turn.ask()
  await second.turn.ask()
  first.turn.end()
  await expect
    .poll(async () => {
      await second.turn.ask()
      return second.here
    })
    .toBe(true)
  expect(first.here).toBe(true)
})
