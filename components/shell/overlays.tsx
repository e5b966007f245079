"use client";

import { lazy, Suspense, useEffect, useState } from "react";
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
      {overlay === "palette" && <Palette />}
      {overlay === "sync" && <SyncPanel onClose={closeOverlay} />}
      {overlay === "shortcuts" && <ShortcutsDialog onClose={closeOverlay} />}
    </Suspense>
  );
}

/** Who presses the keys of the palette types on at once: what comes before it is there is meant for it. */
function Palette() {
  const [typed, setTyped] = useState("");
  return (
    <Suspense fallback={<TypedAhead onType={(text) => setTyped((before) => before + text)} />}>
      <CommandPalette typed={typed} onClose={closeOverlay} />
    </Suspense>
  );
}

function TypedAhead({ onType }: { onType: (text: string) => void }) {
  useEffect(() => {
    const hear = (event: KeyboardEvent) => {
      if (event.key.length > 1 || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      event.stopPropagation();
      onType(event.key);
    };
    window.addEventListener("keydown", hear, true);
    return () => window.removeEventListener("keydown", hear, true);
  });
  return null;
}
