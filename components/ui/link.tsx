import { ArrowUpRight } from "lucide-react";
import Link from "next/link";
import type { ComponentProps, KeyboardEvent, MouseEvent } from "react";
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

type StayingLinkProps = Omit<ComponentProps<"a">, "href"> & { href: string; onFollow: () => void };

/**
 * A link to the same page asked otherwise. The browser follows it into a new tab, and anywhere before scripts run; once they
 * do, a plain click stays on the page.
 */
export function StayingLink({ href, onFollow, onClick, ...rest }: StayingLinkProps) {
  const follow = (event: MouseEvent<HTMLAnchorElement>) => {
    onClick?.(event);
    const isPlain =
      event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
    if (!isPlain || event.defaultPrevented) return;
    event.preventDefault();
    onFollow();
  };
  return <a href={href} onClick={follow} {...rest} />;
}

type PressedLinkProps = StayingLinkProps & { role: "button" | "checkbox" };

/** A link that is a button or a checkbox to those who hear it, and so takes the space bar as well. */
export function PressedLink(props: PressedLinkProps) {
  const press = (event: KeyboardEvent<HTMLAnchorElement>) => {
    if (event.key !== " ") return;
    event.preventDefault();
    event.currentTarget.click();
  };
  return <StayingLink onKeyDown={press} {...props} />;
}
