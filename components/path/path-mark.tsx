import { classNames } from "../ui/class-names.ts";
import type { HopLook } from "./hop-look.ts";

type Look = Exclude<HopLook, "aside">;

const hues: Record<Look, string> = {
  open: "text-fill-reachable",
  partly: "text-fill-degraded",
  blocked: "text-fill-lost",
  undecided: "text-fill-unknown",
  beyond: "text-fill-gone",
};

const strokes: Record<Look, string> = {
  open: "text-st-reachable",
  partly: "text-st-degraded",
  blocked: "",
  undecided: "text-st-unknown",
  beyond: "",
};

/** The shape of how something was judged: on the wire of a path, and before a check. It stands on `surface`. */
export function PathMark({
  look,
  size = 16,
  className,
}: {
  look: Look;
  size?: number;
  className?: string | undefined;
}) {
  return (
    <svg
      viewBox="0 0 18 18"
      width={(size * 18) / 16}
      height={(size * 18) / 16}
      aria-hidden="true"
      fill="none"
      className={classNames("shrink-0", hues[look], className)}
    >
      <Ground look={look} />
      <g
        className={strokes[look]}
        stroke="currentColor"
        strokeWidth="1.7"
        strokeLinecap="round"
        strokeLinejoin="round"
      >
        <Sign look={look} />
      </g>
    </svg>
  );
}

function Ground({ look }: { look: Look }) {
  const edge = {
    stroke: "currentColor",
    strokeWidth: 1.5,
    className: "fill-[var(--surface,var(--bg-page))]",
  };
  switch (look) {
    case "blocked":
      return <rect width="18" height="18" rx="4" fill="currentColor" />;
    case "undecided":
      return <rect x="3" y="3" width="12" height="12" rx="2.5" transform="rotate(45 9 9)" {...edge} />;
    case "beyond":
      return <circle cx="9" cy="9" r="3.9" {...edge} />;
    default:
      return <circle cx="9" cy="9" r="7.25" {...edge} />;
  }
}

function Sign({ look }: { look: Look }) {
  switch (look) {
    case "open":
      return <path d="M5.9 9.3l2 2 4-4.4" />;
    case "partly":
      return <path d="M9 5.6v4.2M9 12.3v.05" />;
    case "blocked":
      return <path d="M5.9 5.9l6.2 6.2M12.1 5.9l-6.2 6.2" stroke="#fff" />;
    case "undecided":
      return (
        <path d="M7.3 7.4c0-1 .75-1.65 1.75-1.65s1.7.65 1.7 1.5c0 1.2-1.7 1.25-1.7 2.45M9.05 12.1v.05" />
      );
    case "beyond":
      return null;
  }
}
