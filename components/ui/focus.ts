import { type RefCallback, useCallback } from "react";

/** Gives the focus, where nothing has it any more, to the first of the places that is still there, or to the page's content. */
export function focusAgain(...places: (Element | null | undefined)[]): void {
  queueMicrotask(() => {
    if (document.activeElement !== document.body) return;
    const place = places.find((element) => element?.isConnected) ?? document.querySelector("main");
    if (place instanceof HTMLElement) place.focus({ preventScroll: true });
  });
}

/**
 * For a button that goes with what it ends: who pressed it by a key goes on from the same button of the row behind it, or before
 * it, or from the page's content. Such a button must not be `disabled` meanwhile: that alone takes its focus away.
 */
export function usePassedFocus(): RefCallback<HTMLElement> {
  return useCallback((element: HTMLElement | null) => {
    if (element === null) return;
    return () => {
      if (document.activeElement !== element) return;
      const row = element.closest("li");
      const rows = [row?.nextElementSibling, row?.previousElementSibling];
      focusAgain(...rows.map((other) => other?.querySelector("button")));
    };
  }, []);
}
