import { SelectField } from '../ui/field.tsx'

type OrderFieldProps = { name: string; value: string; options: readonly { value: string; label: string }[] }

/** What a table is ordered by, among the filters of a screen too narrow for heads of columns. */
export function OrderField({ name, value, options }: OrderFieldProps) {
  return (
    <div className="narrow-order">
      <SelectField field={{ name, defaultValue: value }} label="Order" options={options} />
    </div>
  )
}
