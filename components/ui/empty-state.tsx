import type { ReactNode } from "react";
import { classNames } from "./class-names.ts";

/** What a region says instead of its content: one sentence, what it means, and the way out. */
export function EmptyState({
  title,
  children,
  actions,
  isPage = false,
  className,
}: {
  title: ReactNode;
  children?: ReactNode;
  actions?: ReactNode;
  /** It stands for the whole page, and its sentence is the headline. */
  isPage?: boolean;
  className?: string;
}) {
  const Headline = isPage ? "h1" : "h2";
  return (
    <div className={classNames("max-w-120 p-6", className)}>
      <Headline className="text-title font-head text-balance text-1">{title}</Headline>
      {children && <div className="mt-1 text-pretty text-2">{children}</div>}
      {actions && <div className="mt-3 flex flex-wrap items-center gap-2">{actions}</div>}
    </div>
  );
}
