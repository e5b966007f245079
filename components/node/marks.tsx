/** A fact that was read. It is no verdict: what the facts come to stands on top. */
export function KnownMark() {
  return (
    <svg viewBox="0 0 14 14" width={14} height={14} aria-hidden="true" fill="none" className="text-fill-gone">
      <circle cx="7" cy="7" r="3.75" stroke="currentColor" strokeWidth="1.5" />
    </svg>
  );
}

/** What could not be read: a diamond, as on the path. */
export function UnknownMark() {
  return (
    <svg
      viewBox="0 0 14 14"
      width={14}
      height={14}
      aria-hidden="true"
      fill="none"
      className="text-fill-unknown"
    >
      <rect
        x="2.6"
        y="2.6"
        width="8.8"
        height="8.8"
        rx="1.6"
        transform="rotate(45 7 7)"
        stroke="currentColor"
        strokeWidth="1.25"
      />
      <path
        d="M5.6 5.7c0-.85.63-1.4 1.45-1.4s1.4.55 1.4 1.25c0 .95-1.4 1-1.4 2.05"
        stroke="currentColor"
        strokeWidth="1.2"
        strokeLinecap="round"
      />
      <circle cx="7.05" cy="9.4" r=".75" fill="currentColor" />
    </svg>
  );
}
