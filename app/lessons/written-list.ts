/** `A | B` → `['A', 'B']`; nothing → `[]`. Empty cells stay, so that columns keep their place. */
export function listed(written: string | null): string[] {
  return written === null || written.trim() === '' ? [] : written.split('|').map((item) => item.trim())
}
