"use client";

import { Search } from "lucide-react";
import { Freshness } from "../sync/freshness.tsx";
import { IconButton } from "../ui/button.tsx";
import { Kbd } from "../ui/kbd.tsx";
import { openOverlay } from "./overlay.ts";
import { ScopePicker } from "./scope-picker.tsx";
import { ThemeSwitch } from "./theme-switch.tsx";
import { useModKey } from "./use-mod-key.ts";

export function TopBar() {
  return (
    <header className="flex h-bar shrink-0 items-center gap-2 border-b border-line bg-chrome px-4 max-wide:pr-2 wide:grid wide:grid-cols-[1fr_minmax(0,340px)_1fr] wide:pr-6">
      <span className="flex-1 text-lead font-head tracking-[-0.01em] wide:hidden">Muster</span>
      <div className="flex min-w-0 max-wide:hidden">
        <ScopePicker />
      </div>
      <SearchBox />
      <div className="flex min-w-0 items-center justify-end gap-1">
        <Freshness onOpen={() => openOverlay("sync")} />
        <IconButton label="Search" className="wide:hidden" onClick={() => openOverlay("palette")}>
          <Search aria-hidden strokeWidth={1.5} />
        </IconButton>
        <ThemeSwitch />
      </div>
    </header>
  );
}

function SearchBox() {
  const mod = useModKey();
  return (
    <button
      type="button"
      onClick={() => openOverlay("palette")}
      aria-haspopup="dialog"
      className="flex h-control min-w-0 items-center gap-2 rounded-2 border border-line bg-page px-2 text-3 transition-colors hover:border-line-strong max-wide:hidden"
    >
      <Search aria-hidden className="size-4 shrink-0" strokeWidth={1.5} />
      <span className="flex-1 truncate text-left">Jump to a node, page or action</span>
      <Kbd className="shrink-0">{mod === "⌘" ? "⌘K" : "Ctrl K"}</Kbd>
    </button>
  );
}
