import { useState } from 'react'
import { Button, IconButton, LinkButton } from '#app/components/ui/button.tsx'
import { Checkbox, ChoiceField } from '#app/components/ui/choice.tsx'
import { Dialog } from '#app/components/ui/dialog.tsx'
import { FormError, SelectField, TextArea, TextField } from '#app/components/ui/field.tsx'
import { Tabs } from '#app/components/ui/tabs.tsx'
import { Shown } from './shown.tsx'

export function FormParts() {
  return (
    <>
      <Shown name="Button">
        <div className="btn-row">
          <Button kind="primary">Record no-go</Button>
          <Button kind="primary" busy busyWords="Saving">
            Save
          </Button>
          <Button kind="primary" large iconAfter="next">
            Next: compare
          </Button>
          <Button unavailable="Two gates are not met">Go</Button>
        </div>
        <div className="btn-row">
          <Button icon="add">Add a gate</Button>
          <Button kind="quiet">Waive a gate</Button>
          <Button kind="danger">Roll back</Button>
          <IconButton name="print" label="Print" />
          <LinkButton to="/library">All modules</LinkButton>
          <a href="#link">A link in text</a>
        </div>
      </Shown>
      <Shown name="Field and select" columns={3}>
        <TextField
          field={{ name: 'owner', defaultValue: 'Ines Carvalho' }}
          label="Owner"
          hint="Is told when the waiver runs out"
        />
        <TextField
          field={{
            name: 'until',
            defaultValue: '12 Oct 2026',
            errors: ['After the cutover. Choose 5 Oct or earlier.'],
          }}
          label="Waived until"
          numeric
        />
        <SelectField
          field={{ name: 'audience', defaultValue: 'approvers' }}
          label="Audience"
          empty="Everyone"
          options={[{ value: 'approvers', label: 'Approvers, casual' }]}
        />
        <TextField field={{ name: 'release', defaultValue: '2026.2' }} label="Release, fixed" readOnly />
        <TextField
          field={{ name: 'password' }}
          label="Password"
          type="password"
          autoComplete="off"
          aside={<a href="#forgotten">Forgotten</a>}
        />
        <TextField field={{ name: 'people' }} label="People, as CSV" type="file" />
        <TextArea field={{ name: 'reason' }} label="Reason, kept with the decision" />
        <ChoiceField
          field={{ name: 'decision', defaultValue: 'no-go' }}
          label="Decision"
          options={[
            { value: 'go', label: 'Go', unavailable: 'Possible when each gate is met or waived' },
            { value: 'no-go', label: 'No-go, decide again', note: 'Cutover keeps its date for now' },
          ]}
        />
        <div>
          <Checkbox name="mail" defaultChecked>
            Tell them by e-mail
          </Checkbox>
          <FormError errors={['Not saved: somebody changed this gate at 09:41.']} />
        </div>
      </Shown>
      <Shown name="Tabs">
        <Tabs
          label="Boards"
          tabs={[
            { to: '/confusion', label: 'Open', count: 8, current: true },
            { to: '/confusion?mine', label: 'Mine', count: 3 },
            { to: '/confusion?closed', label: 'Closed', count: 41 },
          ]}
        />
      </Shown>
      <Shown name="Dialog">
        <WaiveDialog />
      </Shown>
    </>
  )
}

function WaiveDialog() {
  const [open, setOpen] = useState(false)
  const close = () => setOpen(false)
  return (
    <div>
      <Button onClick={() => setOpen(true)}>Waive a gate</Button>
      <Dialog title="Waive “Coverage by sessions”?" open={open} onClose={close}>
        <p>The gate stays visible as waived, with your name, until it runs out.</p>
        <TextField field={{ name: 'why', defaultValue: 'Two more sessions are booked' }} label="Reason" />
        <div className="btn-row">
          <Button kind="primary" onClick={close}>
            Waive to 28 Sep
          </Button>
          <Button onClick={close}>Cancel</Button>
        </div>
      </Dialog>
    </div>
  )
}
