import Link from "next/link";
import { Button } from "../components/ui/button.tsx";
import { EmptyState } from "../components/ui/empty-state.tsx";
import { fleetHref } from "../lib/routes/fleet.ts";

export default function NotFound() {
  return (
    <EmptyState
      isPage
      title="There is nothing at this address."
      actions={
        <Button asChild>
          <Link href={fleetHref()}>Show the fleet</Link>
        </Button>
      }
    >
      <p>The link may be cut short, or what it led to is no longer kept.</p>
    </EmptyState>
  );
}
