import Link from "next/link";
import type { FixChoice, WalkthroughAnswer } from "../../lib/api/walkthrough.ts";
import { formatCount } from "../../lib/format/count.ts";
import { walkthroughHref } from "../../lib/routes/fixes.ts";
import { Section } from "../node/section.tsx";
import { Sentence } from "../node/sentence.tsx";
import { Table, TableCell, TableFrame, TableHead, TableHeadRow } from "../ui/table.tsx";
import { costWords } from "./cost-words.ts";
import { sum } from "./proof-words.ts";

type Way = Pick<FixChoice, "title" | "summary" | "risk" | "cost" | "takesEffect" | "proof"> & {
  id: string;
  isThis: boolean;
};

/** The ways to remove one cause, side by side: what each frees, costs and risks, and how soon it works. */
export function Alternatives({ walkthrough }: { walkthrough: WalkthroughAnswer }) {
  const { alternatives, fix, proof, id } = walkthrough;
  if (alternatives.length === 0) return null;
  const own: Way = { ...fix, id, proof, isThis: true };
  const others = alternatives.map((choice): Way => ({ ...choice, id: choice.walkthroughId, isThis: false }));
  return (
    <Section title="Ways to fix it" aside={`${formatCount(others.length + 1)}, each proved by itself`}>
      <WayTable ways={[own, ...others]} />
    </Section>
  );
}

function WayTable({ ways }: { ways: readonly Way[] }) {
  return (
    <TableFrame label="Ways to fix it" className="mt-2 rounded-3">
      <Table className="min-w-200 [&_td]:py-2 [&_td]:align-top">
        <thead>
          <TableHeadRow>
            <TableHead>Fix</TableHead>
            <TableHead isNumeric>Frees</TableHead>
            <TableHead>Cost</TableHead>
            <TableHead>Risk</TableHead>
            <TableHead>Takes effect</TableHead>
          </TableHeadRow>
        </thead>
        <tbody>
          {ways.map((way) => (
            <tr
              key={way.id}
              aria-current={way.isThis ? "true" : undefined}
              className="border-b border-line-faint text-2 last:border-b-0 aria-[current]:bg-selected aria-[current]:shadow-[inset_2px_0_0_var(--accent)]"
            >
              <TableCell className="w-2/5">
                <WayName way={way} />
                <p className="text-meta text-pretty text-2">
                  <Sentence text={way.summary} isShort />
                </p>
              </TableCell>
              <TableCell isNumeric>
                <Frees proof={way.proof} />
              </TableCell>
              <TableCell className="min-w-36 text-meta/5 text-pretty">{costWords(way.cost)}</TableCell>
              <TableCell className="min-w-36 text-meta/5 text-pretty">
                <span className="font-name text-1 capitalize">{way.risk.level}.</span>{" "}
                <Sentence text={way.risk.sentence} isShort />
              </TableCell>
              <TableCell className="min-w-36 text-meta/5 text-pretty">{way.takesEffect.sentence}</TableCell>
            </tr>
          ))}
        </tbody>
      </Table>
    </TableFrame>
  );
}

function WayName({ way }: { way: Way }) {
  if (way.isThis) {
    return (
      <p className="font-name text-1">
        <Sentence text={way.title} isShort /> <span className="font-text text-meta text-2">this one</span>
      </p>
    );
  }
  return (
    <Link
      href={walkthroughHref(way.id)}
      prefetch={false}
      className="rounded-1 font-name text-accent hover:underline"
    >
      <Sentence text={way.title} isShort />
    </Link>
  );
}

export function Frees({ proof }: { proof: FixChoice["proof"] }) {
  if (!proof) return <span className="text-meta text-2">not provable</span>;
  const next = sum(proof.meetNext);
  const harmed = sum(proof.harmed);
  return (
    <>
      <span className="font-head text-1">
        {formatCount(proof.freed)} <span className="font-text text-2">of {formatCount(proof.nodes)}</span>
      </span>
      {next > 0 && <span className="block text-meta text-2">{formatCount(next)} need a second fix</span>}
      {harmed > 0 && <span className="block text-meta text-st-lost">{formatCount(harmed)} harmed</span>}
    </>
  );
}
