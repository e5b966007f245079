import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import { GeistMono } from "geist/font/mono";
import { GeistSans } from "geist/font/sans";
import type { Metadata, Viewport } from "next";
import { cookies, headers } from "next/headers";
import type { ReactNode } from "react";
import { summaryOptions } from "../components/fleet/fleet-queries.ts";
import { syncsKey } from "../components/query/keys.ts";
import { Frame } from "../components/shell/frame.tsx";
import { Providers } from "../components/shell/providers.tsx";
import { railCookie } from "../components/shell/rail-cookie.ts";
import { fleetServer } from "../lib/fleet/running-server.ts";
import "./globals.css";

export const metadata: Metadata = {
  title: { default: "Muster", template: "%s · Muster" },
  description: "Which nodes answer AWS Systems Manager, which do not, and why.",
};

export const viewport: Viewport = {
  width: "device-width",
  initialScale: 1,
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#f7f8f9" },
    { media: "(prefers-color-scheme: dark)", color: "#0b0c0e" },
  ],
};

export default async function RootLayout({ children }: { children: ReactNode }) {
  const nonce = (await headers()).get("x-nonce") ?? undefined;
  const rail = (await cookies()).get(railCookie.name)?.value;
  const client = new QueryClient();
  // They keep an error to themselves: the frame then asks for its own data, and says what is wrong with it.
  await Promise.all([
    client.prefetchQuery({
      queryKey: syncsKey,
      queryFn: async () => fleetServer().call("readSyncs", null),
    }),
    client.prefetchQuery({
      ...summaryOptions(""),
      queryFn: async () => fleetServer().call("summariseFleet", { q: "" }),
    }),
  ]);
  return (
    // The theme is set on it before the first paint, by a script that the server cannot foresee.
    <html lang="en" className={`${GeistSans.variable} ${GeistMono.variable}`} suppressHydrationWarning>
      <body>
        <Providers nonce={nonce}>
          <HydrationBoundary state={dehydrate(client)}>
            <Frame isRailFolded={railCookie.isFolded(rail)}>{children}</Frame>
          </HydrationBoundary>
        </Providers>
      </body>
    </html>
  );
}
