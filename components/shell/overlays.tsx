"use client";

import { lazy, Suspense } from "react";
import { closeOverlay, useOverlay } from "./overlay.ts";

// None of these is on the page at first, so none of them is sent with it.
const CommandPalette = lazy(async () => ({
  default: (await import("./command-palette.tsx")).CommandPalette,
}));
const SyncPanel = lazy(async () => ({ default: (await import("../sync/sync-panel.tsx")).SyncPanel }));
const ShortcutsDialog = lazy(async () => ({
  default: (await import("./shortcuts-dialog.tsx")).ShortcutsDialog,
}));

export function Overlays() {
  const overlay = useOverlay();
  return (
    <Suspense>
      {overlay === "palette" && <CommandPalette onClose={closeOverlay} />}
      {overlay === "sync" && <SyncPanel onClose={closeOverlay} />}
      {overlay === "shortcuts" && <ShortcutsDialog onClose={closeOverlay} />}
    </Suspense>
  );
}
