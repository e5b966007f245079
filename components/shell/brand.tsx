/** The roll call: eight answer, one does not. */
export function BrandMark() {
  return (
    <svg
      viewBox="0 0 16 16"
      width={16}
      height={16}
      fill="currentColor"
      aria-hidden="true"
      className="shrink-0"
    >
      <circle cx="3" cy="3" r="1.75" />
      <circle cx="8" cy="3" r="1.75" />
      <circle cx="13" cy="3" r="1.75" />
      <circle cx="3" cy="8" r="1.75" />
      <circle cx="8" cy="8" r="1.75" />
      <circle cx="3" cy="13" r="1.75" />
      <circle cx="8" cy="13" r="1.75" />
      <circle cx="13" cy="13" r="1.75" />
      <circle cx="13" cy="8" r="1.5" fill="none" stroke="currentColor" />
    </svg>
  );
}
