"use client";

import { ThemeProvider } from "next-themes";
import { type ReactNode, useEffect } from "react";
import { QueryProvider } from "../query/query-provider.tsx";
import { Toaster } from "../ui/toaster.tsx";
import { AddressProvider } from "./address-provider.tsx";
import { EarlyInput } from "./early-input.tsx";

declare global {
  interface Window {
    /** Read by what Radix's dialogs use to lock scrolling: the nonce of the style element that they add. */
    __webpack_nonce__?: string;
  }
}

export function Providers({ nonce, children }: { nonce: string | undefined; children: ReactNode }) {
  useEffect(() => {
    if (nonce !== undefined) window.__webpack_nonce__ = nonce;
  }, [nonce]);
  return (
    <ThemeProvider
      attribute="data-theme"
      defaultTheme="system"
      enableColorScheme={false}
      storageKey="muster-theme"
      {...(nonce === undefined ? {} : { nonce })}
    >
      <EarlyInput nonce={nonce} />
      <QueryProvider>
        <AddressProvider>{children}</AddressProvider>
      </QueryProvider>
      <Toaster />
    </ThemeProvider>
  );
}
