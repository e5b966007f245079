"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { isPageOf, pages } from "./pages.ts";

/** The rail of a narrow screen. */
export function TabBar() {
  const pathname = usePathname();
  return (
    <nav
      aria-label="Main"
      className="grid auto-cols-fr grid-flow-col border-t border-line bg-chrome pb-[env(safe-area-inset-bottom)] wide:hidden"
    >
      {pages.map((page) => (
        <Link
          key={page.href}
          href={page.href}
          aria-current={isPageOf(page, pathname) ? "page" : undefined}
          className="grid h-13 place-content-center justify-items-center gap-[3px] text-micro font-name text-3 aria-[current]:text-1"
        >
          <page.icon aria-hidden className="size-4" strokeWidth={1.75} />
          {page.title}
        </Link>
      ))}
    </nav>
  );
}
