import type { LabDefinition } from '#app/lessons/definitions.ts'
import { compiledModule } from './content.ts'

/** The lab that an author wrote with these screens. */
export async function aLabWith(...screens: string[]): Promise<LabDefinition> {
  const { lesson } = await compiledModule(`<Lab id="lab" title="Lab">\n  Do it.\n\n${screens.join('\n')}\n</Lab>`)
  const block = lesson.blocks.find(({ id }) => id === 'lab')
  if (block?.kind !== 'task' || block.definition.setting !== 'lab') throw new Error('There is no lab in the lesson.')
  return block.definition
}

/**
 * A lab of everything that depends on something: practice files, lines that add up, a reason that is asked for only
 * where it is urgent, a second approver then, who comes after the sheet, and an end that comes after a call.
 */
export const anInvolvedLab = (): Promise<LabDefinition> =>
  aLabWith(
    `<Screen id="list" title="Invoices">
      <Action label="New" to="entry" />
      <Action label="Sheet" to="sheet" />
      <Action label="Import" error="wrong-path" says="No." />
    </Screen>`,
    `<Screen id="sheet" title="Sheet">
      <Action label="Call" name="called" says="Logged." />
      <Action label="Back" to="list" />
    </Screen>`,
    `<Screen id="entry" title="New invoice">
      <Files name="desk" label="On your desk"><File name="bill.pdf">A bill</File><File name="note.pdf" /></Files>
      <Field name="paper" label="Paper" type="file" files="desk" expect="bill.pdf" />
      <Field name="number" label="Number" required><Mistake value="4690" error="number-used" says="Used." /></Field>
      <Field name="date" label="Date" type="date" expect="2026-03-03" />
      <Field name="net" label="Net" type="money" expect="1200.00" />
      <Rows columns="Line | Account | Amount">
        <Row cells="Paper">
          <Field name="account" label="Account" expect="4630" />
          <Field name="one" label="Amount" type="money" expect="900.00 | 300.00"><Mistake value="1080.00" error="gross" says="That is gross." /></Field>
        </Row>
        <Row cells="Labels">
          <Field name="centre" label="Centre" expect="110" />
          <Field name="two" label="Amount" type="money" expect="900.00 | 300.00" />
        </Row>
      </Rows>
      <Sum of="one | two" equals="net" error="lines-differ" />
      <Field name="urgent" label="Urgent" type="choice" options="No | Yes" value="No" />
      <If field="urgent" is="Yes"><Field name="why" label="Why" type="long" required /></If>
      <Action label="Cancel" to="list" />
      <Action label="Submit" submits>
        <When field="urgent" is="Yes" to="second" says="To the second." />
      </Action>
    </Screen>`,
    `<Screen id="second" title="Second" after="sheet" early="Read the sheet first." critical>
      <Action label="Back" to="entry" />
      <Action label="Release" submits after="called" early="Call first." says="Released." />
    </Screen>`,
  )
