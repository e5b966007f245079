import { explainStatus } from "../../lib/format/status.ts";
import type { Status } from "../../lib/model/status.ts";
import { classNames } from "./class-names.ts";

const fills: Record<Status, string> = {
  reachable: "text-fill-reachable",
  degraded: "text-fill-degraded",
  lost: "text-fill-lost",
  unregistered: "text-fill-unregistered",
  off: "text-fill-off",
  gone: "text-fill-gone",
  unknown: "text-fill-unknown",
};

const words: Record<Status, string> = {
  reachable: "text-st-reachable",
  degraded: "text-st-degraded",
  lost: "text-st-lost",
  unregistered: "text-st-unregistered",
  off: "text-st-off",
  gone: "text-st-gone",
  unknown: "text-st-unknown",
};

/** The shape of a status, in its hue. Where no word stands beside it, `isAlone` says the word to screen readers. */
export function StatusGlyph({
  status,
  isAlone = false,
  className,
}: {
  status: Status;
  isAlone?: boolean;
  className?: string;
}) {
  return (
    <>
      <svg
        viewBox="0 0 12 12"
        width={12}
        height={12}
        fill="currentColor"
        stroke="currentColor"
        strokeWidth={0}
        aria-hidden="true"
        className={classNames("shrink-0", fills[status], className)}
      >
        <Shape status={status} />
      </svg>
      {isAlone && <span className="sr-only">{explainStatus(status)}</span>}
    </>
  );
}

function Shape({ status }: { status: Status }) {
  switch (status) {
    case "reachable":
      return <circle cx="6" cy="6" r="4.5" />;
    case "degraded":
      return (
        <>
          <circle cx="6" cy="6" r="4" fill="none" strokeWidth="1.5" />
          <path d="M6 2a4 4 0 0 0 0 8z" />
        </>
      );
    case "lost":
      return <circle cx="6" cy="6" r="4" fill="none" strokeWidth="1.75" />;
    case "unregistered":
      return <circle cx="6" cy="6" r="4.1" fill="none" strokeWidth="1.75" strokeDasharray="1.9 1.32" />;
    case "off":
      return <rect x="2.25" y="2.25" width="7.5" height="7.5" rx="1" fill="none" strokeWidth="1.5" />;
    case "gone":
      return (
        <path d="M2.7 2.7l6.6 6.6M9.3 2.7L2.7 9.3" fill="none" strokeWidth="1.6" strokeLinecap="round" />
      );
    case "unknown":
      return (
        <>
          <path
            d="M3.7 3.9A2.35 2.35 0 0 1 6.1 1.8c1.35 0 2.4.9 2.4 2.15C8.5 5.6 6.1 5.6 6.1 7.4"
            fill="none"
            strokeWidth="1.6"
            strokeLinecap="round"
          />
          <circle cx="6.1" cy="9.9" r="1.05" />
        </>
      );
  }
}

/**
 * Glyph and word. In tables the glyph alone has the hue; `isStrong` gives it to the word too, for heads and the side
 * panel.
 */
export function StatusWord({
  status,
  isStrong = false,
  className,
}: {
  status: Status;
  isStrong?: boolean;
  className?: string;
}) {
  return (
    <span
      className={classNames(
        "inline-flex items-center gap-1.5 whitespace-nowrap",
        isStrong ? ["font-name", words[status]] : "text-2",
        className,
      )}
    >
      <StatusGlyph status={status} />
      {explainStatus(status)}
    </span>
  );
}
