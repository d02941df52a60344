/** The mark: from the old, hollow, to the new, solid; the same line that milestones lie on. */
export function Brand() {
  return (
    <>
      <svg width="40" height="18" viewBox="0 0 40 18" aria-hidden="true">
        <rect x="1.25" y="6.25" width="7.5" height="7.5" fill="none" stroke="var(--old)" strokeWidth="2.5" />
        <path d="M9 10h20" stroke="currentColor" strokeWidth="3" />
        <circle cx="33" cy="10" r="6" fill="currentColor" />
      </svg>
      Gangway
    </>
  )
}
