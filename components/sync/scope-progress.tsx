import type { ScopeStatusAnswer } from "../../lib/api/sync.ts";
import { formatCount, formatCountOf } from "../../lib/format/count.ts";
import { formatScope } from "../../lib/format/id.ts";
import { ProgressBar } from "../ui/progress-bar.tsx";
import { isReading, judgeScope, shareRead } from "./scope-health.ts";

/** How far the read of a scope is, in a word. */
export function explainProgress(scope: ScopeStatusAnswer): string {
  const health = judgeScope(scope);
  if (isReading(scope)) {
    const call = scope.sync?.calls.find((one) => one.state === "reading");
    if (scope.sync && scope.sync.nodes > 0) return formatCountOf(scope.sync.nodes, "node");
    return call && call.pages > 0 ? `page ${formatCount(call.pages)}` : "reading";
  }
  if (health === "failed") return "failed";
  if (health === "denied") return "denied in part";
  if (health === "waiting") return "waiting";
  return formatCountOf(scope.nodes, "node");
}

function lookOf(scope: ScopeStatusAnswer): "running" | "done" | "failed" | "unknown" {
  if (isReading(scope)) return "running";
  const health = judgeScope(scope);
  if (health === "failed") return "failed";
  return health === "denied" ? "unknown" : "done";
}

/** One line a scope: name, bar, word. */
export function ScopeProgressList({ scopes }: { scopes: readonly ScopeStatusAnswer[] }) {
  return (
    <ul className="border-t border-line-faint">
      {scopes.map((scope) => (
        <li
          key={scope.key}
          className="grid h-7 grid-cols-[minmax(0,1.5fr)_minmax(0,1fr)_84px] items-center gap-3 border-b border-line-faint text-meta"
        >
          <span className="truncate">{formatScope(scope)}</span>
          <ProgressBar
            label={`Reading ${formatScope(scope)}`}
            share={isReading(scope) || judgeScope(scope) === "waiting" ? shareRead(scope) : 1}
            look={lookOf(scope)}
          />
          <span className="truncate text-right text-3 tabular-nums">{explainProgress(scope)}</span>
        </li>
      ))}
    </ul>
  );
}
