import type { RefObject } from "react";
import { useHotkeys } from "react-hotkeys-hook";
import { isAboveThePage, useOverlay } from "../shell/overlay.ts";

/** `j` and `k` move the focus among the links of a list, from wherever it is; `Enter` then opens one, as it does any link. */
export function useListKeys(list: RefObject<HTMLElement | null>, selector: string): void {
  const whenFree = { enabled: useOverlay() === null, ignoreEventWhen: isAboveThePage };
  const move = (by: number) => {
    const rows = [...(list.current?.querySelectorAll<HTMLElement>(selector) ?? [])];
    const at = rows.indexOf(document.activeElement as HTMLElement);
    const next = at < 0 ? 0 : Math.min(Math.max(at + by, 0), rows.length - 1);
    rows[next]?.focus();
  };
  useHotkeys("j", () => move(1), whenFree);
  useHotkeys("k", () => move(-1), whenFree);
}
