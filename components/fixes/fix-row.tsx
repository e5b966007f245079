import type { ReactNode } from "react";
import type { FixAnswer } from "../../lib/api/fix.ts";
import { formatCountOf } from "../../lib/format/count.ts";
import type { CauseCode } from "../../lib/model/cause.ts";
import { causeCodeHref, causesHref, hasCodePage } from "../../lib/routes/causes.ts";
import { Sentence } from "../node/sentence.tsx";
import { Tag } from "../ui/chip.tsx";
import { TextLink } from "../ui/link.tsx";

type FixRowProps = {
  fix: FixAnswer;
  hasCauses?: boolean;
  /** Only some fixes may be applied, so that it is worth a word. */
  isRare?: boolean;
};

/** One fix of the catalogue: what it does and how much of the fleet waits for it; folded, what it risks, costs, calls and removes. */
export function FixRow({ fix, hasCauses = false, isRare = false }: FixRowProps) {
  const { title, summary, operations, isAllowed, id } = fix;
  return (
    <li
      id={id}
      className="grid scroll-mt-4 gap-x-6 border-b border-line-faint px-3 py-2 last:border-b-0 max-wide:px-4 wide:grid-cols-[minmax(0,1fr)_auto]"
    >
      <div className="min-w-0">
        <p className="flex flex-wrap items-baseline gap-x-2 font-name text-1">
          {title}
          {isRare && isAllowed && operations.length > 0 && <Tag>may be applied from here</Tag>}
        </p>
        <p className="max-w-200 text-pretty text-2">
          <Sentence text={summary} isShort />
        </p>
        <details className="group/more mt-0.5 max-w-200 text-meta/5">
          <summary className="w-fit cursor-pointer rounded-1 text-meta text-3 hover:text-1">
            {inShort(fix, hasCauses)}
          </summary>
          <More fix={fix} hasCauses={hasCauses} />
        </details>
      </div>
      <Waiting fix={fix} />
    </li>
  );
}

/** The line that tells whether it is worth to unfold it. */
function inShort({ risk, cost, operations, causes }: FixAnswer, hasCauses: boolean): string {
  const level = risk.level[0]!.toUpperCase() + risk.level.slice(1);
  return [
    `${level} risk`,
    cost === null ? "no cost" : "has a cost",
    operations.length === 0 ? "done by hand" : formatCountOf(operations.length, "call"),
    ...(hasCauses ? [`removes ${formatCountOf(causes.length, "kind of cause", "kinds of cause")}`] : []),
  ].join(" · ");
}

function More({
  fix: { risk, cost, operations, causes },
  hasCauses,
}: Pick<FixRowProps, "fix" | "hasCauses">) {
  return (
    <dl className="mt-1 mb-0.5 grid grid-cols-[56px_minmax(0,1fr)] gap-x-2 gap-y-0.5">
      <Part name="Risk">
        <Sentence text={risk.sentence} isShort />
      </Part>
      {cost !== null && <Part name="Cost">{cost}</Part>}
      {operations.length > 0 && (
        <Part name="Calls">
          <span className="flex flex-wrap gap-x-3">
            {operations.map((operation) => (
              <code key={operation} className="text-micro!">
                {operation}
              </code>
            ))}
          </span>
        </Part>
      )}
      {hasCauses && (
        <Part name="Removes">
          <span className="-my-0.5 flex flex-wrap gap-x-3 leading-6">
            {causes.map((code) => (
              <Code key={code} code={code} />
            ))}
          </span>
        </Part>
      )}
    </dl>
  );
}

function Code({ code }: { code: CauseCode }) {
  const shown = <code className="text-micro!">{code}</code>;
  if (!hasCodePage(code)) return shown;
  return (
    <TextLink href={causeCodeHref(code)} prefetch={false}>
      {shown}
    </TextLink>
  );
}

function Part({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-3">{name}</dt>
      <dd className="min-w-0 text-pretty text-2">{children}</dd>
    </>
  );
}

/** From the catalogue to the causes that it is for, each of which has its walkthrough. */
function Waiting({ fix: { openCauses, nodes, causes } }: { fix: FixAnswer }) {
  return (
    <div className="text-meta/5 text-2 wide:text-right">
      {openCauses > 0 ? (
        <TextLink
          href={causesHref({ q: `cause:${causes.join(",")}` })}
          prefetch={false}
          className="font-name"
        >
          {formatCountOf(nodes, "node")}, {formatCountOf(openCauses, "cause")}
        </TextLink>
      ) : (
        "nothing needs it now"
      )}
    </div>
  );
}
