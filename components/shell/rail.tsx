"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { formatCount } from "../../lib/format/count.ts";
import { failureCountOptions } from "../failures/failure-count.ts";
import { summaryOptions } from "../fleet/fleet-queries.ts";
import { useSyncOverview } from "../sync/use-sync-overview.ts";
import { classNames } from "../ui/class-names.ts";
import { Kbd } from "../ui/kbd.tsx";
import { BrandMark } from "./brand.tsx";
import { openOverlay } from "./overlay.ts";
import { isPageOf, type Page, pages } from "./pages.ts";

export function Rail({ isFolded, onToggle }: { isFolded: boolean; onToggle: () => void }) {
  const pathname = usePathname();
  return (
    <nav
      aria-label="Main"
      className={classNames(
        "flex flex-col border-r border-line bg-chrome px-2 pb-2 max-wide:hidden",
        isFolded ? "w-12" : "w-rail",
      )}
    >
      <Link
        href={pages[0]!.href}
        aria-label="Muster"
        className="flex h-bar items-center gap-2 rounded-2 px-2 text-lead font-head tracking-[-0.01em]"
      >
        <BrandMark />
        {!isFolded && "Muster"}
      </Link>
      <div className="grid gap-px pt-1">
        {pages.map((page) => (
          <RailLink key={page.href} page={page} isPresent={isPageOf(page, pathname)} isFolded={isFolded} />
        ))}
      </div>
      <div className="mt-auto grid gap-0.5">
        <RailKey keyName="?" does="Shortcuts" isFolded={isFolded} onPress={() => openOverlay("shortcuts")} />
        <RailKey
          keyName="["
          does={isFolded ? "Unfold the rail" : "Fold the rail"}
          isFolded={isFolded}
          onPress={onToggle}
        />
      </div>
    </nav>
  );
}

function RailLink({ page, isPresent, isFolded }: { page: Page; isPresent: boolean; isFolded: boolean }) {
  return (
    <Link
      href={page.href}
      aria-current={isPresent ? "page" : undefined}
      aria-label={isFolded ? page.title : undefined}
      title={isFolded ? page.title : undefined}
      className="group flex h-7 items-center gap-2 rounded-2 px-2 font-name text-2 hover:bg-press aria-[current]:bg-press aria-[current]:text-1"
    >
      <page.icon
        aria-hidden
        className="size-4 shrink-0 text-3 group-aria-[current]:text-1"
        strokeWidth={1.75}
      />
      {!isFolded && page.title}
      {!isFolded && page.title === "Fleet" && <FleetCount />}
      {!isFolded && page.title === "Causes" && <CauseCount />}
      {!isFolded && page.title === "Failures" && <FailureCount />}
    </Link>
  );
}

function FleetCount() {
  const { data } = useSyncOverview();
  if (!data) return null;
  return <Count of={data.scopes.reduce((sum, scope) => sum + scope.nodes, 0)} />;
}

function CauseCount() {
  const { data } = useQuery(summaryOptions(""));
  if (!data) return null;
  return <Count of={data.causes.notAnswering + data.causes.degraded} />;
}

function FailureCount() {
  const { data } = useQuery(failureCountOptions);
  return data === undefined ? null : <Count of={data} />;
}

function Count({ of }: { of: number }) {
  return (
    <span className="ml-auto text-meta font-text text-3 tabular-nums group-aria-[current]:text-2">
      {formatCount(of)}
    </span>
  );
}

function RailKey({
  keyName,
  does,
  isFolded,
  onPress,
}: {
  keyName: string;
  does: string;
  isFolded: boolean;
  onPress: () => void;
}) {
  return (
    <button
      type="button"
      onClick={onPress}
      aria-label={does}
      title={isFolded ? does : undefined}
      className={classNames(
        "flex h-7 items-center gap-2 rounded-2 text-meta text-3 hover:bg-press hover:text-2",
        isFolded ? "justify-center" : "px-2",
      )}
    >
      <Kbd>{keyName}</Kbd>
      {!isFolded && does}
    </button>
  );
}
