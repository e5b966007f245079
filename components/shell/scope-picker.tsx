"use client";

import { ChevronDown } from "lucide-react";
import { usePathname, useRouter } from "next/navigation";
import { lazy, Suspense, useRef, useState } from "react";
import type { ScopeStatusAnswer } from "../../lib/api/sync.ts";
import { formatCountOf } from "../../lib/format/count.ts";
import { formatScope } from "../../lib/format/id.ts";
import { causesHref } from "../../lib/routes/causes.ts";
import { parseFilter, printFilter, valuesOf, withValues } from "../../lib/routes/filter.ts";
import { fleetHref } from "../../lib/routes/fleet.ts";
import { useFleetQuery } from "../fleet/use-fleet-query.ts";
import { useSyncOverview } from "../sync/use-sync-overview.ts";
import { Button } from "../ui/button.tsx";
import { Skeleton } from "../ui/skeleton.tsx";

const loadPanel = () => import("./scope-picker-panel.tsx");
const ScopePickerPanel = lazy(async () => ({ default: (await loadPanel()).ScopePickerPanel }));

/** Which accounts and Regions the page shows. The choice is a part of its filter, so it is in the address. */
export function ScopePicker() {
  const { data } = useSyncOverview();
  const { chosen, choose } = useChosenScopes();
  const [isOpen, setIsOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const fetchAhead = () => void loadPanel();
  if (!data) return <Skeleton className="mx-2 w-36" />;
  return (
    <>
      <Button
        ref={button}
        variant="bare"
        className="min-w-0 text-1!"
        aria-haspopup="dialog"
        aria-expanded={isOpen}
        onPointerEnter={fetchAhead}
        onFocus={fetchAhead}
        onClick={() => setIsOpen(!isOpen)}
      >
        <span className="truncate">{explainChoice(data.scopes, chosen)}</span>
        <ChevronDown aria-hidden strokeWidth={1.5} />
      </Button>
      {isOpen && (
        <Suspense>
          <ScopePickerPanel
            anchor={button}
            scopes={data.scopes}
            chosen={chosen}
            onChoose={choose}
            onClose={() => setIsOpen(false)}
          />
        </Suspense>
      )}
    </>
  );
}

function useChosenScopes() {
  const pathname = usePathname();
  const isOnFleet = pathname === fleetHref();
  const isOnCauses = pathname === causesHref();
  const router = useRouter();
  const { query, go } = useFleetQuery();
  // Both pages call their filter `q`.
  const filter = parseFilter(isOnFleet || isOnCauses ? query.q : "");
  const choose = (keys: string[]) => {
    const q = printFilter(withValues(filter, "scope", keys));
    if (isOnFleet) go({ q });
    else router.push(isOnCauses ? causesHref({ q }) : fleetHref({ q }));
  };
  return { chosen: valuesOf(filter, "scope"), choose };
}

function explainChoice(scopes: readonly ScopeStatusAnswer[], chosen: readonly string[]): string {
  const only = chosen.length === 1 ? scopes.find((scope) => scope.key === chosen[0]) : undefined;
  if (only) return formatScope(only);
  if (chosen.length > 0) return `${chosen.length} of ${formatCountOf(scopes.length, "scope")}`;
  if (scopes.length === 0) return "No scopes yet";
  const accounts = new Set(scopes.map((scope) => scope.account)).size;
  const regions = new Set(scopes.map((scope) => scope.region)).size;
  return `${formatCountOf(accounts, "account")} × ${formatCountOf(regions, "Region")}`;
}
