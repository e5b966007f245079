import type { CauseDetail } from "../../lib/api/cause.ts";
import { formatDuration } from "../../lib/format/age.ts";
import { nameScope, useScopeNames } from "../fleet/use-scope-names.ts";
import { Sentence } from "../node/sentence.tsx";
import { Moment } from "../ui/time.tsx";

/** The periods in which it was so, the newest first. */
export function CauseHistory({ history }: { history: CauseDetail["history"] }) {
  const names = useScopeNames();
  if (history.length === 0) {
    return <p className="mt-1 text-2">It was found just now; the next read of its scope writes it down.</p>;
  }
  return (
    <ol className="mt-2">
      {history.map(({ scope, from, to, sentence }) => {
        const { account, region } = nameScope(scope, names);
        return (
          <li
            key={`${scope} ${from} ${to}`}
            className="grid grid-cols-[220px_minmax(0,1fr)] gap-x-4 border-t border-line-faint py-1.5 max-wide:grid-cols-1"
          >
            <span className="text-meta text-3">
              <Moment at={from} /> to {to === null ? "now" : <Moment at={to} />}
              {to !== null && `, ${formatDuration(to - from)}`}
            </span>
            <span className="min-w-0 text-2">
              <Sentence text={sentence} isShort />{" "}
              <span className="text-meta whitespace-nowrap text-3">
                {account} · {region}
              </span>
            </span>
          </li>
        );
      })}
    </ol>
  );
}
