"use client";

import "./globals.css";
import { Button } from "../components/ui/button.tsx";
import { EmptyState } from "../components/ui/empty-state.tsx";

/** A fault in the frame itself: what stands here is all there is. */
export default function GlobalError({ retry }: { error: unknown; retry: () => void }) {
  return (
    <html lang="en">
      <body>
        <title>Muster</title>
        <main role="alert">
          <EmptyState
            isPage
            title="Muster could not be drawn."
            actions={<Button onClick={retry}>Try again</Button>}
          >
            <p>A fault in Muster, not in your fleet; nothing is lost. The server's log says more.</p>
          </EmptyState>
        </main>
      </body>
    </html>
  );
}
