import { ChevronRight } from "lucide-react";
import Link from "next/link";
import type { CatalogueEntry } from "../../lib/api/catalogue.ts";
import { formatCountOf, formatList } from "../../lib/format/count.ts";
import { explainDocumentKind } from "../../lib/format/document-kind.ts";
import { catalogueHref, causesHref } from "../../lib/routes/causes.ts";
import { FixesOfCode } from "../fixes/fixes-of-code.tsx";
import { Section } from "../node/section.tsx";
import { Code } from "../ui/code.tsx";
import { CopyButton } from "../ui/copy-button.tsx";
import { CausesOfCode } from "./causes-of-code.tsx";

/** One code of the catalogue: what it means, who has it now, how it is found, and what must be readable for that. */
export function CataloguePage({ entry }: { entry: CatalogueEntry }) {
  return (
    <div className="px-4 pt-4 pb-10 wide:px-6 wide:pt-5">
      <nav
        aria-label="Where this is"
        className="mb-1.5 flex flex-wrap items-center gap-x-1.5 text-meta text-3"
      >
        <Link href={causesHref()} className="rounded-1 hover:text-1">
          Causes
        </Link>
        <ChevronRight aria-hidden className="size-3" strokeWidth={1.5} />
        <Link href={catalogueHref()} className="rounded-1 hover:text-1">
          Catalogue
        </Link>
        <ChevronRight aria-hidden className="size-3" strokeWidth={1.5} />
        <code className="text-2">{entry.code}</code>
        <CopyButton text={entry.code} label="Copy the code" className="-my-1" />
      </nav>
      <h1 className="text-verdict font-head text-balance">{entry.headline}.</h1>
      <p className="mt-0.5 max-w-240 text-pretty text-2">{entry.meaning}</p>
      <div className="mt-6">
        <CausesOfCode code={entry.code} />
      </div>
      <div className="mt-6 max-w-240 space-y-6">
        <Section title="How it looks" aside="where people meet it">
          <Lines lines={entry.looksLike} />
        </Section>
        <Section title="What mends it" aside="in plain words; each cause has its own steps">
          <p className="mt-2 text-pretty">{entry.fix}</p>
          <FixesOfCode code={entry.code} />
        </Section>
        {entry.beliefs.length > 0 && (
          <Section title="Widely believed, and not so" aside={formatCountOf(entry.beliefs.length, "belief")}>
            <Beliefs beliefs={entry.beliefs} />
          </Section>
        )}
        <Section title="How it is found" aside={formatCountOf(entry.checks.length, "check")}>
          <ul className="mt-2 rounded-3 border border-line">
            {entry.checks.map((check) => (
              <CheckItem key={check.id} check={check} />
            ))}
          </ul>
        </Section>
        <Section
          title="Permissions"
          aside={
            entry.permissions.length === 0
              ? "none of its own"
              : "what Muster must be allowed to read; without one of them it is unknown, and never guessed"
          }
        >
          <ul className="mt-2 flex flex-wrap gap-x-4 gap-y-1">
            {entry.permissions.map((permission) => (
              <li key={permission}>
                <Code>{permission}</Code>
              </li>
            ))}
          </ul>
        </Section>
      </div>
    </div>
  );
}

function Lines({ lines }: { lines: readonly string[] }) {
  return (
    <ul className="mt-2 rounded-3 border border-line">
      {lines.map((line) => (
        <li key={line} className="border-b border-line-faint px-3 py-2 text-pretty text-2 last:border-b-0">
          {line}
        </li>
      ))}
    </ul>
  );
}

function Beliefs({ beliefs }: Pick<CatalogueEntry, "beliefs">) {
  return (
    <dl className="mt-2 rounded-3 border border-line">
      {beliefs.map(({ belief, correct }) => (
        <div key={belief} className="border-b border-line-faint px-3 py-2 last:border-b-0">
          <dt className="text-pretty text-3">“{belief}”</dt>
          <dd className="text-pretty text-2">{correct}</dd>
        </div>
      ))}
    </dl>
  );
}

function CheckItem({ check }: { check: CatalogueEntry["checks"][number] }) {
  return (
    <li className="border-b border-line-faint px-3 py-2 last:border-b-0">
      <p className="flex flex-wrap items-baseline gap-x-2">
        <code className="text-meta">{check.id}</code>
        <span className="text-meta text-3">{check.group}</span>
      </p>
      <p className="text-pretty text-2">
        Fails: {check.title}. Passes: {check.passTitle}.
      </p>
      <p className="text-meta text-pretty text-3">{check.why}</p>
      {check.needs.length > 0 && (
        <p className="text-meta text-pretty text-3">
          Reads {formatList(check.needs.map(({ kind }) => explainDocumentKind(kind)))}.
        </p>
      )}
    </li>
  );
}
