"use client";

import { type ReactNode, useCallback, useState } from "react";
import { useFollowSyncs } from "../sync/use-sync-overview.ts";
import { DemoBanner } from "./demo-banner.tsx";
import { Overlays } from "./overlays.tsx";
import { Rail } from "./rail.tsx";
import { railCookie } from "./rail-cookie.ts";
import { TabBar } from "./tab-bar.tsx";
import { TopBar } from "./top-bar.tsx";
import { useFrameHotkeys } from "./use-frame-hotkeys.ts";

/** What stands around every page. The page alone scrolls. */
export function Frame({ isRailFolded, children }: { isRailFolded: boolean; children: ReactNode }) {
  const [isFolded, setIsFolded] = useState(isRailFolded);
  const toggleRail = useCallback(() => {
    setIsFolded(!isFolded);
    // biome-ignore lint/suspicious/noDocumentCookie: the cookie store is asynchronous and not in every browser
    document.cookie = railCookie.print(!isFolded);
  }, [isFolded]);
  useFrameHotkeys(toggleRail);
  useFollowSyncs();
  return (
    <div className="grid h-dvh wide:grid-cols-[auto_minmax(0,1fr)]">
      <a
        href="#content"
        className="sr-only z-50 rounded-2 bg-raised px-3 py-2 font-name shadow-2 focus:not-sr-only focus:fixed focus:top-2 focus:left-2"
      >
        Skip to the content
      </a>
      <Rail isFolded={isFolded} onToggle={toggleRail} />
      <div className="flex h-dvh min-w-0 flex-col bg-page">
        <TopBar />
        <DemoBanner />
        <main id="content" tabIndex={-1} className="min-h-0 flex-1 overflow-auto outline-none">
          {children}
        </main>
        <TabBar />
      </div>
      <Overlays />
    </div>
  );
}
