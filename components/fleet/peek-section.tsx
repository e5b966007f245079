import type { ReactNode } from "react";

export function PeekSection({
  title,
  aside,
  children,
}: {
  title: string;
  aside?: ReactNode;
  children: ReactNode;
}) {
  return (
    <section className="mt-[18px]">
      <h3 className="flex items-baseline gap-2 border-b border-line-faint pb-1.5 text-meta font-head">
        {title} {aside && <span className="font-text text-3">{aside}</span>}
      </h3>
      {children}
    </section>
  );
}
