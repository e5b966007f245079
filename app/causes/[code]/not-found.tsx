import Link from "next/link";
import { Button } from "../../../components/ui/button.tsx";
import { EmptyState } from "../../../components/ui/empty-state.tsx";
import { catalogueHref, causesHref } from "../../../lib/routes/causes.ts";

export default function CodeNotFoundPage() {
  return (
    <EmptyState
      isPage
      title="The catalogue has no such cause."
      actions={
        <>
          <Button asChild>
            <Link href={catalogueHref()}>The catalogue</Link>
          </Button>
          <Button asChild variant="bare">
            <Link href={causesHref()}>Causes that are open</Link>
          </Button>
        </>
      }
    />
  );
}
