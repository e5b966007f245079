import type { ReactNode } from "react";

/** A group of causes under its head, which says what its nodes have in common. */
export function CauseSection({
  title,
  about,
  legend,
  children,
}: {
  title: string;
  about: string;
  legend?: ReactNode;
  children: ReactNode;
}) {
  return (
    <section aria-label={`${title}: ${about}`} className="mt-6">
      <div className="mb-2 flex flex-wrap items-baseline gap-x-4 gap-y-1">
        <h2 className="text-lead font-head">
          {title} <small className="ml-1 text-meta font-text text-3">{about}</small>
        </h2>
        {legend && <span className="ml-auto flex gap-4 max-wide:ml-0">{legend}</span>}
      </div>
      <div className="overflow-hidden rounded-3 border border-line max-wide:-mx-4 max-wide:rounded-none max-wide:border-x-0">
        {children}
      </div>
    </section>
  );
}
