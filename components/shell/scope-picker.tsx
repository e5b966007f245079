"use client";

import { ChevronDown } from "lucide-react";
import { lazy, Suspense, useRef, useState } from "react";
import type { ScopeStatusAnswer } from "../../lib/api/sync.ts";
import { formatCountOf } from "../../lib/format/count.ts";
import { formatScope } from "../../lib/format/id.ts";
import { useSyncOverview } from "../sync/use-sync-overview.ts";
import { Button } from "../ui/button.tsx";
import { Skeleton } from "../ui/skeleton.tsx";
import { useChosenScopes } from "./use-chosen-scopes.ts";

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

function explainChoice(scopes: readonly ScopeStatusAnswer[], chosen: readonly string[]): string {
  const only = chosen.length === 1 ? scopes.find((scope) => scope.key === chosen[0]) : undefined;
  if (only) return formatScope(only);
  if (chosen.length > 0) return `${chosen.length} of ${formatCountOf(scopes.length, "scope")}`;
  if (scopes.length === 0) return "No scopes yet";
  const accounts = new Set(scopes.map((scope) => scope.account)).size;
  const regions = new Set(scopes.map((scope) => scope.region)).size;
  return `${formatCountOf(accounts, "account")} × ${formatCountOf(regions, "Region")}`;
}
