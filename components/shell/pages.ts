import {
  ChartColumn,
  List,
  ListChecks,
  type LucideIcon,
  Share2,
  SlidersHorizontal,
  Wrench,
} from "lucide-react";
import { causesHref } from "../../lib/routes/causes.ts";
import { failuresHref } from "../../lib/routes/failures.ts";
import { fixesHref } from "../../lib/routes/fixes.ts";
import { fleetHref } from "../../lib/routes/fleet.ts";
import { preflightHref } from "../../lib/routes/preflight.ts";

export type Page = {
  title: string;
  href: string;
  icon: LucideIcon;
  /** The key after `g` that leads here. */
  key: string;
  /** The first parts of the addresses that belong to it. */
  paths: readonly string[];
  /** It has a filter box, which takes `/` for itself. */
  hasFilter?: boolean;
};

/** The pages, in the order of the rail. A new page is one line here: rail, tab bar, palette and keys follow. */
export const pages: readonly Page[] = [
  { title: "Fleet", href: fleetHref(), icon: List, key: "f", paths: ["/fleet", "/nodes"], hasFilter: true },
  { title: "Causes", href: causesHref(), icon: Share2, key: "c", paths: ["/causes"] },
  {
    title: "Failures",
    href: failuresHref(),
    icon: ChartColumn,
    key: "x",
    paths: ["/failures"],
    hasFilter: true,
  },
  { title: "Preflight", href: preflightHref(), icon: ListChecks, key: "p", paths: ["/preflight"] },
  { title: "Fixes", href: fixesHref(), icon: Wrench, key: "i", paths: ["/fixes"] },
  { title: "Settings", href: "/settings", icon: SlidersHorizontal, key: "s", paths: ["/settings"] },
];

export function isPageOf(page: Page, pathname: string): boolean {
  return page.paths.some((path) => pathname === path || pathname.startsWith(`${path}/`));
}
