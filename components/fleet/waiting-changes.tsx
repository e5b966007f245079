import { formatCount } from "../../lib/format/count.ts";

/** Says that the list has changed, and changes it when the reader is ready. */
export function WaitingChanges({
  newer,
  word = "newer",
  onShow,
}: {
  newer: number;
  /** What they are to those that are there. */
  word?: "newer" | "more";
  onShow: () => void;
}) {
  return (
    <button
      type="button"
      onClick={onShow}
      className="enters absolute top-9 left-1/2 z-20 h-6 -translate-x-1/2 rounded-full border border-accent-line bg-accent-wash px-3 text-meta font-name text-accent shadow-1 hover:underline max-wide:top-2"
    >
      {newer > 0 ? `${formatCount(newer)} ${word}` : "The order has changed"}
    </button>
  );
}
