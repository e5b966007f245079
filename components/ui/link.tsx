import { ArrowUpRight } from "lucide-react";
import Link from "next/link";
import type { ComponentProps } from "react";
import { classNames } from "./class-names.ts";

const link = "rounded-1 text-accent underline-offset-3 hover:underline";

/** A link within Muster, in a sentence. */
export function TextLink({ className, ...rest }: ComponentProps<typeof Link>) {
  return <Link className={classNames(link, className)} {...rest} />;
}

/** A link that leaves Muster, in a tab of its own. */
export function ExternalLink({ className, children, ...rest }: ComponentProps<"a">) {
  return (
    <a
      target="_blank"
      rel="noreferrer"
      className={classNames(link, "inline-flex items-center gap-0.5", className)}
      {...rest}
    >
      {children}
      <ArrowUpRight aria-hidden className="size-3.5" strokeWidth={1.5} />
    </a>
  );
}
