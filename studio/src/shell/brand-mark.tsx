/** Faladesk's sign: a speech bubble with two lines of talk. */
export function BrandMark() {
  return (
    <svg className="brand-mark" viewBox="0 0 32 32" aria-hidden="true">
      <rect width="32" height="32" rx="9" fill="var(--accent)" />
      <path
        d="M9 10.5A2.5 2.5 0 0 1 11.5 8h9a2.5 2.5 0 0 1 2.5 2.5v7a2.5 2.5 0 0 1-2.5 2.5H15l-4.3 3.7c-.65.55-1.7.1-1.7-.75z"
        fill="#fff"
      />
      <path d="M13 12.5h6M13 15.7h3.700" stroke="var(--accent)" strokeWidth="1.7" strokeLinecap="round" />
    </svg>
  )
}
