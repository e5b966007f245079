"use client";

import { ChevronRight } from "lucide-react";
import { useEffect, useEffectEvent, useRef, useState } from "react";
import type { NodeDocument } from "../../lib/api/node.ts";
import { formatCountOf } from "../../lib/format/count.ts";
import { explainDocumentKind } from "../../lib/format/document-kind.ts";
import { CodeBlock } from "../ui/code.tsx";
import { Age, Moment } from "../ui/time.tsx";
import { documentAnchor } from "./document-anchor.ts";

const shownAtFirst = 10;

/** The resources behind a node, as AWS described them; each opens to the answer itself. */
export function Documents({ documents }: { documents: readonly NodeDocument[] }) {
  const [isWhole, setIsWhole] = useState(false);
  const hidden = isWhole || documents.length <= shownAtFirst + 2 ? [] : documents.slice(shownAtFirst);
  useHash((hash) => {
    if (hidden.some((document) => documentAnchor(document) === hash)) setIsWhole(true);
  });
  return (
    <>
      <ul className="mt-2 overflow-hidden rounded-3 border border-line">
        {documents.slice(0, documents.length - hidden.length).map((document) => (
          <DocumentItem key={`${document.kind} ${document.id}`} document={document} />
        ))}
      </ul>
      {hidden.length > 0 && (
        <button
          type="button"
          onClick={() => setIsWhole(true)}
          className="mt-1.5 rounded-1 text-meta text-accent underline-offset-3 hover:underline"
        >
          {formatCountOf(hidden.length, "more document")} of its path
        </button>
      )}
    </>
  );
}

/** Tells where in the page the address leads: at first, and whenever a link does. */
function useHash(onHash: (hash: string) => void): void {
  const tell = useEffectEvent(() => onHash(location.hash.slice(1)));
  useEffect(() => {
    tell();
    window.addEventListener("hashchange", tell);
    return () => window.removeEventListener("hashchange", tell);
  }, []);
}

function DocumentItem({ document }: { document: NodeDocument }) {
  const [isOpen, setIsOpen] = useState(false);
  const item = useRef<HTMLLIElement>(null);
  const { kind, id, scope, action, observedAt, validFrom } = document;
  const name = scope === undefined ? id : `${id} in ${scope}`;
  const anchor = documentAnchor(document);
  useHash((hash) => {
    if (hash !== anchor) return;
    setIsOpen(true);
    // It may have come only now, too late for the browser to find it.
    item.current?.scrollIntoView();
  });
  return (
    <li ref={item} id={anchor} className="scroll-mt-4 border-t border-line-faint first:border-t-0">
      <details
        open={isOpen}
        onToggle={(event) => setIsOpen(event.currentTarget.open)}
        className="group/document"
      >
        <summary className="grid min-h-9 cursor-pointer list-none grid-cols-[16px_minmax(0,1fr)_auto] items-center gap-x-2.5 px-3 py-1 -outline-offset-2 hover:bg-hover wide:grid-cols-[16px_176px_minmax(0,1fr)_auto_auto] [&::-webkit-details-marker]:hidden">
          <ChevronRight
            aria-hidden
            className="size-4 text-3 transition-transform group-open/document:rotate-90"
            strokeWidth={1.5}
          />
          <span className="truncate text-1">{explainDocumentKind(kind)}</span>
          <code className="truncate text-3 max-wide:col-[2/-1] max-wide:row-start-2" title={name}>
            {name}
          </code>
          <span className="text-meta whitespace-nowrap text-3 max-wide:hidden">
            so since <Moment at={validFrom} />
          </span>
          <Age
            at={observedAt}
            className="text-right text-meta whitespace-nowrap text-3 max-wide:col-start-3 max-wide:row-start-1 wide:min-w-16"
          />
        </summary>
        {isOpen && (
          <div className="border-t border-line-faint bg-sunken p-3">
            <p className="mb-2 text-meta text-2">
              Read by <code>{action}</code>. It has looked like this since <Moment at={validFrom} />, as far
              as Muster has watched.
            </p>
            <CodeBlock text={JSON.stringify(document.body, null, 2)} label="document" maxHeight={420} />
          </div>
        )}
      </details>
    </li>
  );
}
