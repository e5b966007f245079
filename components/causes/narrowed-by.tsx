import { X } from "lucide-react";
import Link from "next/link";
import { causesHref } from "../../lib/routes/causes.ts";
import { type FilterTerm, parseFilter, printFilter, printTerm } from "../../lib/routes/filter.ts";

/** The filter that narrows the list, a chip a term; each is let go by itself. */
export function NarrowedBy({ q }: { q: string }) {
  const filter = parseFilter(q);
  const without = (term: FilterTerm) => printFilter(filter.filter((other) => other !== term));
  return (
    <p className="mt-3 flex flex-wrap items-center gap-2 text-meta text-2">
      Only nodes with
      {filter.map((term) => (
        <span
          key={printTerm(term)}
          className="inline-flex h-6 items-center gap-1 rounded-2 border border-accent-line bg-accent-wash pr-0.5 pl-2 text-1"
        >
          {printTerm(term)}
          <Link
            href={causesHref({ q: without(term) })}
            aria-label={`Without ${printTerm(term)}`}
            className="grid size-5 place-items-center rounded-1 text-3 hover:text-1"
          >
            <X aria-hidden className="size-3.5" strokeWidth={1.5} />
          </Link>
        </span>
      ))}
    </p>
  );
}
