"use client";

import { ChevronRight } from "lucide-react";
import { useSyncOverview } from "../sync/use-sync-overview.ts";
import { Callout } from "../ui/callout.tsx";
import { TextLink } from "../ui/link.tsx";

export function DemoBanner() {
  const { data } = useSyncOverview();
  if (!data?.isDemo) return null;
  return (
    <Callout isBanner role="complementary" aria-label="Demo" className="shrink-0 max-wide:px-4 wide:px-6">
      Demo fleet: nothing here is real.{" "}
      <TextLink href="/settings#connect" className="inline-flex items-center whitespace-nowrap">
        Connect your account
        <ChevronRight aria-hidden className="size-3.5" strokeWidth={1.75} />
      </TextLink>
    </Callout>
  );
}
