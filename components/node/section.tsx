import type { ReactNode } from "react";

type SectionProps = { title: string; aside?: ReactNode; end?: ReactNode; children: ReactNode };

/** A part of a node's page: its head, what to know of it in grey, and at the `end` of the head what explains it. */
export function Section({ title, aside, end, children }: SectionProps) {
  return (
    <section>
      <h2 className="flex flex-wrap items-baseline gap-x-2 text-lead font-head">
        {title} {aside && <small className="text-meta font-text text-3">{aside}</small>}
        {end}
      </h2>
      {children}
    </section>
  );
}
