"use client";

import { useEffect } from "react";

declare global {
  interface Window {
    /** Ends the holding of presses, and hands over the control that was pressed last. */
    releaseEarlyPress?: () => HTMLElement | undefined;
  }
}

/**
 * What is pressed, typed or chosen between the first paint and the moment in which the page listens counts from that moment on.
 * Links need none of this: the browser follows them by itself.
 */
export function EarlyInput({ nonce }: { nonce: string | undefined }) {
  useEffect(() => {
    for (const box of document.querySelectorAll<TextBox>("input:not([type='checkbox']), textarea")) {
      if (box.value !== box.defaultValue) retype(box);
    }
    for (const select of document.querySelectorAll("select")) {
      const isChanged = [...select.options].some((option) => option.selected !== option.defaultSelected);
      if (isChanged) select.dispatchEvent(new Event("change", { bubbles: true }));
    }
    const control = window.releaseEarlyPress?.();
    delete window.releaseEarlyPress;
    if (control?.isConnected) press(control);
  }, []);
  return (
    <script
      nonce={nonce}
      // The browser hides the nonce from the page, and the two bundles print the function differently.
      suppressHydrationWarning
      // biome-ignore lint/security/noDangerouslySetInnerHtml: a function of this file, which has to run before the bundles
      dangerouslySetInnerHTML={{ __html: `(${holdPresses.toString()})()` }}
    />
  );
}

/** Runs in the page as it stands here: it can refer to nothing around it. */
function holdPresses(): void {
  let held: HTMLElement | undefined;
  const hold = (event: Event) => {
    const control = (event.target as Element).closest<HTMLElement>('button, input[type="checkbox"]');
    if (!control) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    held = control;
  };
  window.addEventListener("click", hold, true);
  window.releaseEarlyPress = () => {
    window.removeEventListener("click", hold, true);
    return held;
  };
}

type TextBox = HTMLInputElement | HTMLTextAreaElement;

/** React takes what a box holds at first for its own, and hears only of what differs from it: so the text goes, and comes again. */
function retype(box: TextBox): void {
  const { value } = box;
  box.value = "";
  Object.getOwnPropertyDescriptor(Object.getPrototypeOf(box), "value")?.set?.call(box, value);
  box.dispatchEvent(new Event("input", { bubbles: true }));
}

/** All that a mouse does in a press: menus open when the pointer goes down, tabs when the button does. */
function press(control: HTMLElement): void {
  const init = { bubbles: true, cancelable: true, composed: true, button: 0 };
  control.dispatchEvent(new PointerEvent("pointerdown", { ...init, pointerType: "mouse" }));
  control.dispatchEvent(new MouseEvent("mousedown", init));
  control.dispatchEvent(new PointerEvent("pointerup", { ...init, pointerType: "mouse" }));
  control.dispatchEvent(new MouseEvent("mouseup", init));
  control.click();
}
