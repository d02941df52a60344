import { Button } from './button.tsx'

/** Prints the page. Without scripts it is not there: the browser's own menu prints, too. */
export function PrintButton() {
  return (
    <span className="needs-script">
      <Button icon="print" onClick={() => window.print()}>
        Print
      </Button>
    </span>
  )
}
