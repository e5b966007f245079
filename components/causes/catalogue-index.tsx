import { ChevronRight } from "lucide-react";
import Link from "next/link";
import type { CatalogueEntry } from "../../lib/api/catalogue.ts";
import { formatCount, formatCountOf } from "../../lib/format/count.ts";
import { causeCodeHref, causesHref } from "../../lib/routes/causes.ts";
import { checkGroupTitles } from "./check-group-titles.ts";

/** Every cause that a check can name, in the order in which they are asked: who depends on nothing comes first. */
export function CatalogueIndex({ entries }: { entries: readonly CatalogueEntry[] }) {
  const present = entries.filter(({ nodes }) => nodes > 0).length;
  const groups = [...Map.groupBy(entries, ({ checks }) => checks[0]!.group)];
  return (
    <div className="max-w-240 px-4 pt-4 pb-10 wide:px-6 wide:pt-5">
      <nav aria-label="Where this is" className="mb-1.5 flex items-center gap-x-1.5 text-meta text-3">
        <Link href={causesHref()} className="rounded-1 hover:text-1">
          Causes
        </Link>
        <ChevronRight aria-hidden className="size-3" strokeWidth={1.5} />
        <span className="text-2">Catalogue</span>
      </nav>
      <h1 className="text-verdict font-head text-balance">
        {formatCountOf(entries.length, "cause")} can keep a node from answering; {formatCount(present)}{" "}
        {present === 1 ? "is" : "are"} here now.
      </h1>
      <p className="mt-0.5 text-pretty text-2">
        Each says what it means, how it is found and what must be readable for that.
      </p>
      {groups.map(([group, ofGroup]) => (
        <section key={group} className="mt-6">
          <h2 className="mb-2 text-lead font-head">{checkGroupTitles[group]}</h2>
          <ul className="rounded-3 border border-line">
            {ofGroup.map((entry) => (
              <li key={entry.code} className="border-b border-line-faint last:border-b-0">
                <Link
                  href={causeCodeHref(entry.code)}
                  prefetch={false}
                  className="flex min-h-11.5 items-center gap-4 px-3 py-1.5 -outline-offset-2 hover:bg-hover"
                >
                  <span className="min-w-0 flex-1">
                    <span className="block text-pretty text-1">{entry.headline}</span>
                    <code className="block truncate text-micro text-3">{entry.code}</code>
                  </span>
                  <span className="shrink-0 text-meta text-2 tabular-nums">
                    {entry.nodes > 0 && formatCountOf(entry.nodes, "node")}
                  </span>
                  <ChevronRight aria-hidden className="size-4 shrink-0 text-3" strokeWidth={1.5} />
                </Link>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}
