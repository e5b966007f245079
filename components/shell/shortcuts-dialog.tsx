"use client";

import { Dialog, DialogContent } from "../ui/dialog.tsx";
import { Kbd } from "../ui/kbd.tsx";
import { type Shortcut, shortcutGroups } from "./shortcuts.ts";
import { useModKey } from "./use-mod-key.ts";

export function ShortcutsDialog({ onClose }: { onClose: () => void }) {
  return (
    <Dialog open onOpenChange={(isOpen) => !isOpen && onClose()}>
      <DialogContent title="Keyboard" width="max-w-150">
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
        <div tabIndex={0} className="gap-x-8 overflow-y-auto p-4 pb-0 wide:columns-2">
          {shortcutGroups.map((group) => (
            <section key={group.title} className="break-inside-avoid pb-4">
              <h3 className="border-b border-line-faint pb-1.5 text-meta font-head">{group.title}</h3>
              <dl className="pt-1">
                {group.shortcuts.map((shortcut) => (
                  <Row key={shortcut.does} shortcut={shortcut} />
                ))}
              </dl>
            </section>
          ))}
        </div>
      </DialogContent>
    </Dialog>
  );
}

function Row({ shortcut }: { shortcut: Shortcut }) {
  const mod = useModKey();
  return (
    <div className="flex h-7 items-center justify-between gap-4">
      <dt className="truncate text-2">{shortcut.does}</dt>
      <dd className="flex shrink-0 gap-1">
        {shortcut.keys.map((key) => (
          <Kbd key={key}>{key === "mod" ? mod : key}</Kbd>
        ))}
      </dd>
    </div>
  );
}
