"use client";

import dynamic from "next/dynamic";
import { closeOverlay, useOverlay } from "./overlay.ts";

// None of these is on the page at first, so none of them is sent with it.
const CommandPalette = dynamic(() => import("./command-palette.tsx").then((file) => file.CommandPalette), {
  ssr: false,
});
const SyncPanel = dynamic(() => import("../sync/sync-panel.tsx").then((file) => file.SyncPanel), {
  ssr: false,
});
const ShortcutsDialog = dynamic(() => import("./shortcuts-dialog.tsx").then((file) => file.ShortcutsDialog), {
  ssr: false,
});

export function Overlays() {
  const overlay = useOverlay();
  if (overlay === "palette") return <CommandPalette onClose={closeOverlay} />;
  if (overlay === "sync") return <SyncPanel onClose={closeOverlay} />;
  if (overlay === "shortcuts") return <ShortcutsDialog onClose={closeOverlay} />;
  return null;
}
