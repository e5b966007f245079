import type { SuspectAnswer } from "../../lib/api/verdict.ts";
import { Sentence } from "./sentence.tsx";

/** Where to look on a host, the likeliest first, each with what speaks for it. */
export function SuspectList({ title, suspects }: { title: string; suspects: readonly SuspectAnswer[] }) {
  if (suspects.length === 0) return null;
  return (
    <div className="min-w-0">
      <h3 className="font-name">{title}</h3>
      <ol className="mt-1">
        {suspects.map(({ id, title: suspect, reason }, index) => (
          <li
            key={id}
            className="grid grid-cols-[20px_minmax(0,1fr)] border-t border-line-faint py-1.5 first:border-t-0"
          >
            <span className="text-3 tabular-nums">{index + 1}</span>
            <div>
              {suspect}
              <p className="text-meta text-pretty text-3">
                <Sentence text={reason} isShort />
              </p>
            </div>
          </li>
        ))}
      </ol>
    </div>
  );
}
