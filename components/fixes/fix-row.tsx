import type { FixAnswer } from "../../lib/api/fix.ts";
import { formatCountOf } from "../../lib/format/count.ts";
import { causeCodeHref } from "../../lib/routes/causes.ts";
import { Sentence } from "../node/sentence.tsx";
import { Tag } from "../ui/chip.tsx";
import { TextLink } from "../ui/link.tsx";

/** One fix of the catalogue: what it does and for whom it is right, what it risks and costs, which calls it makes, and how much of the fleet waits for it. */
export function FixRow({
  fix,
  hasCauses = false,
  isRare = false,
}: {
  fix: FixAnswer;
  hasCauses?: boolean;
  /** Only some fixes may be applied, so that it is worth a word. */
  isRare?: boolean;
}) {
  const { title, summary, cost, risk, operations, isAllowed, openCauses, nodes, causes, id } = fix;
  return (
    <li
      id={id}
      className="grid scroll-mt-4 gap-x-6 border-b border-line-faint px-3 py-2 last:border-b-0 wide:grid-cols-[minmax(0,1fr)_auto]"
    >
      <div className="min-w-0">
        <p className="font-name text-1">{title}</p>
        <p className="max-w-180 text-pretty text-2">
          <Sentence text={summary} isShort />
        </p>
        <dl className="mt-1 grid max-w-180 grid-cols-[40px_minmax(0,1fr)] gap-x-2 text-meta/5">
          <dt className="text-3">Risk</dt>
          <dd className="text-pretty">
            <span className="font-name capitalize">{risk.level}.</span>{" "}
            <Sentence text={risk.sentence} isShort />
          </dd>
          {cost !== null && (
            <>
              <dt className="text-3">Cost</dt>
              <dd className="text-pretty">{cost}</dd>
            </>
          )}
        </dl>
        <p className="mt-0.5 flex flex-wrap gap-x-3 text-meta text-3">
          {operations.length > 0 ? (
            operations.map((operation) => (
              <code key={operation} className="text-micro!">
                {operation}
              </code>
            ))
          ) : (
            <span>done by hand</span>
          )}
          {isRare && isAllowed && operations.length > 0 && <Tag>may be applied from here</Tag>}
        </p>
        {hasCauses && (
          <p className="mt-0.5 flex flex-wrap gap-x-3 text-meta text-3">
            <span>for</span>
            {causes.map((code) => (
              <TextLink key={code} href={causeCodeHref(code)} prefetch={false}>
                <code className="text-micro!">{code}</code>
              </TextLink>
            ))}
          </p>
        )}
      </div>
      <div className="text-meta text-2 wide:text-right">
        {openCauses > 0 ? (
          <span className="font-name text-1">
            {formatCountOf(nodes, "node")}, {formatCountOf(openCauses, "cause")}
          </span>
        ) : (
          "nothing needs it now"
        )}
      </div>
    </li>
  );
}
