"use client";

import { formatCount, formatList } from "../../lib/format/count.ts";
import { formatScope } from "../../lib/format/id.ts";
import { Button } from "../ui/button.tsx";
import { CodeBlock } from "../ui/code.tsx";
import { CopyButton } from "../ui/copy-button.tsx";
import { StatusGlyph } from "../ui/status-glyph.tsx";
import { type DeniedActions, toStatement } from "./scope-health.ts";
import { useReadNow } from "./use-read-now.ts";

/** The permissions that one account does not grant: what stays unknown, and the statement that would tell. */
export function DeniedPermissions({ denied }: { denied: DeniedActions }) {
  const readNow = useReadNow();
  const isOne = denied.actions.length === 1;
  const statement = toStatement(denied.actions);
  return (
    <section className="overflow-hidden rounded-3 border border-line">
      <div className="flex gap-2 border-b border-edge-unknown bg-wash-unknown px-4 py-1.5 text-meta text-1">
        <StatusGlyph status="unknown" className="mt-0.5" />
        <p className="min-w-0 flex-1 text-pretty">
          {isOne ? "One permission is" : `${formatCount(denied.actions.length)} permissions are`} missing, so
          a part of {formatList(denied.scopes.map(formatScope))} stays unknown.
        </p>
      </div>
      <div className="p-4">
        <h3 className="font-head">
          {isOne ? "One statement decides it." : "One statement grants them all."}
        </h3>
        <p className="mt-1 text-pretty text-2">
          Add the statement to the role that Muster reads account {denied.account} with. The next read picks
          it up by itself.
        </p>
        <CodeBlock text={statement} label="policy statement" maxHeight={160} className="mt-3" />
        <div className="mt-3 flex flex-wrap items-center gap-2">
          <CopyButton text={statement} label="Copy the policy statement">
            Copy statement
          </CopyButton>
          <Button
            variant="bare"
            disabled={readNow.isPending}
            onClick={() => readNow.mutate({ scopes: denied.scopes.map((scope) => scope.key) })}
          >
            Read again now
          </Button>
        </div>
      </div>
    </section>
  );
}
