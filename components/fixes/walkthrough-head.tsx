import { ChevronRight } from "lucide-react";
import Link from "next/link";
import type { WalkthroughAnswer } from "../../lib/api/walkthrough.ts";
import { shortenIdsIn } from "../../lib/format/id.ts";
import { leadWith } from "../../lib/format/lead-with.ts";
import { causesHref } from "../../lib/routes/causes.ts";
import { fixesHref } from "../../lib/routes/fixes.ts";
import { Sentence } from "../node/sentence.tsx";
import { Callout } from "../ui/callout.tsx";
import { CopyButton } from "../ui/copy-button.tsx";
import { hrefOfTreated } from "./href-of-treated.ts";
import { headlineOf } from "./proof-words.ts";
import { toRunbook } from "./runbook.ts";

/** Where this is, what the fix brings back in one sentence, and what it is. */
export function WalkthroughHead({ walkthrough }: { walkthrough: WalkthroughAnswer }) {
  const { fix, cause } = walkthrough;
  return (
    <header>
      <nav
        aria-label="Where this is"
        className="mb-1.5 flex flex-wrap items-center gap-x-1.5 text-meta text-3"
      >
        <Link href={causesHref()} className="rounded-1 hover:text-1">
          Causes
        </Link>
        <ChevronRight aria-hidden className="size-3" strokeWidth={1.5} />
        <Link
          href={hrefOfTreated(cause)}
          prefetch={false}
          className="max-w-120 truncate rounded-1 hover:text-1"
        >
          {shortenIdsIn(leadWith(cause.subject.id, cause.sentence)).replace(/\.$/, "")}
        </Link>
        <ChevronRight aria-hidden className="size-3" strokeWidth={1.5} />
        <Link
          href={fixesHref({ cause: cause.code })}
          prefetch={false}
          className="rounded-1 font-name text-2 hover:text-1"
        >
          Fix
        </Link>
      </nav>
      <div className="flex items-start gap-x-6 gap-y-3 max-wide:flex-col">
        <div className="min-w-0 flex-1">
          <h1 className="max-w-280 text-verdict font-head text-balance [&_code]:font-name">
            <Sentence text={headlineOf(walkthrough)} isShort />
          </h1>
          <p className="mt-0.5 max-w-200 text-pretty text-2">
            <Sentence text={fix.summary} isShort />
          </p>
        </div>
        <CopyButton text={toRunbook(walkthrough)} label="Copy as runbook">
          Copy as runbook
        </CopyButton>
      </div>
      {!cause.isOpen && <Over walkthrough={walkthrough} />}
    </header>
  );
}

function Over({ walkthrough: { verification } }: { walkthrough: WalkthroughAnswer }) {
  return (
    <Callout tone="reachable" className="mt-3 max-w-200">
      No node has this cause any more
      {verification.state === "mended" ? ": it is mended" : ""}. What stands here is how it was; a step that
      was applied from here can still be undone.
    </Callout>
  );
}
