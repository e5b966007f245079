import type { NodesOfCause, ProofAnswer } from "../../lib/api/proof.ts";
import type { WalkthroughAnswer } from "../../lib/api/walkthrough.ts";
import { formatCount, formatCountOf } from "../../lib/format/count.ts";
import { causeHref } from "../../lib/routes/causes.ts";
import { walkthroughHref } from "../../lib/routes/fixes.ts";
import { nodeHref } from "../../lib/routes/fleet.ts";
import { Section } from "../node/section.tsx";
import { Sentence } from "../node/sentence.tsx";
import { PathFigure } from "../path/path-figure.tsx";
import { Button } from "../ui/button.tsx";
import { Callout } from "../ui/callout.tsx";
import { TextLink } from "../ui/link.tsx";
import { Clock } from "../ui/time.tsx";
import { NodeUnits } from "./node-units.tsx";
import { toProofDrawing } from "./proof-drawing.ts";
import { sum } from "./proof-words.ts";
import { useWalkthroughVerb } from "./use-walkthrough-acts.ts";

/** What the engine says of the world with the fix in place: the path before and after, and every node counted. */
export function ProofSection({ walkthrough }: { walkthrough: WalkthroughAnswer }) {
  const { id, proof, cause } = walkthrough;
  if (!proof && !cause.isOpen) return null;
  if (!proof) {
    return (
      <Section title="Proof">
        <p className="mt-1.5 max-w-180 text-pretty text-2">
          Nothing in AWS changes by this, so nothing can be proved before: whether it helped shows when the
          nodes are read again.
        </p>
      </Section>
    );
  }
  return (
    <Section title="Proof" aside={<ProofAside id={id} proof={proof} />}>
      <ProofFigure proof={proof} region={(cause.scopes[0] ?? "").split(":")[1] ?? ""} />
      {proof.harmed.length > 0 && <Harmed harmed={proof.harmed} />}
    </Section>
  );
}

function ProofAside({ id, proof }: { id: string; proof: ProofAnswer }) {
  const again = useWalkthroughVerb<Record<string, never>>(id, "proof");
  return (
    <>
      the fleet of <Clock at={proof.at} />, judged again with the change in place. Nothing has been changed.
      {proof.isStale && (
        <span className="ml-2 text-st-degraded">
          Facts were read since, and there are too many nodes to prove it anew on opening.
        </span>
      )}
      <Button
        size="small"
        variant="bare"
        className="-my-1 ml-1"
        disabled={again.isPending}
        onClick={() => again.mutate({})}
      >
        {again.isPending ? "Proving…" : "Prove again"}
      </Button>
      {again.error && (
        <span role="alert" className="ml-1 text-st-lost">
          {again.error.message}
        </span>
      )}
    </>
  );
}

function ProofFigure({ proof, region }: { proof: ProofAnswer; region: string }) {
  const drawing = toProofDrawing(proof);
  if (!drawing) {
    return (
      <div className="mt-2.5 overflow-hidden rounded-3 border border-line">
        <Outcome proof={proof} isDrawn={false} />
      </div>
    );
  }
  return (
    <div className="proof-turns">
      <PathFigure
        drawing={drawing}
        label={`Path before and after, of ${proof.example?.name ?? proof.example?.id ?? "one node"}`}
        region={region}
        foot={<Outcome proof={proof} isDrawn />}
      />
    </div>
  );
}

function Outcome({ proof, isDrawn }: { proof: ProofAnswer; isDrawn: boolean }) {
  const { freed, nodes, cannotTell, example, meetNext, dropped = 0, besides = 0 } = proof;
  return (
    <div className="flex flex-wrap items-center gap-x-6 gap-y-2 bg-sunken px-4 py-2.5">
      <NodeUnits
        total={nodes}
        groups={[
          { look: "good", count: freed, word: "come back" },
          { look: "gone", count: dropped, word: "named by nothing any more" },
          { look: "bad", count: sum(meetNext), word: "meet the next cause" },
          { look: "unknown", count: cannotTell, word: "cannot be told" },
        ]}
      />
      <p className="min-w-60 flex-1 text-pretty text-2">
        <b className="font-head text-1">
          {freed === 0 && dropped === nodes
            ? "Nothing names them any more."
            : freed === 0
              ? "By this alone no node passes every check."
              : `${freed === nodes && nodes > 1 ? `All ${formatCount(nodes)}` : formatCountOf(freed, "node")}${freed === nodes && nodes > 1 ? " nodes" : ""} ${freed === 1 ? "passes" : "pass"} every check.`}
        </b>{" "}
        {besides > 0 && (
          <>
            So {besides === 1 ? "does" : "do"} {formatCountOf(besides, "node")} of other causes.{" "}
          </>
        )}
        {meetNext.map((group) => (
          <Next key={`${group.code} ${group.key}`} group={group} />
        ))}
        {cannotTell > 0 && (
          <>Of {formatCount(cannotTell)} nobody can tell: what would decide cannot be read. </>
        )}
        {!isDrawn && <span className="text-3">The network path is not what changes. </span>}
        {example && isDrawn && (
          <span className="text-3">
            Drawn of{" "}
            <TextLink href={nodeHref(example.scope, example.id)} prefetch={false} className="underline">
              {example.name ?? example.id}
            </TextLink>
            .
          </span>
        )}
      </p>
    </div>
  );
}

function Next({ group: { nodes, title, code, key, walkthroughId } }: { group: NodesOfCause }) {
  return (
    <>
      {formatCount(nodes)} {nodes === 1 ? "stays" : "stay"} back:{" "}
      <Sentence text={lowerFirst(title)} isShort />.{" "}
      {walkthroughId !== null ? (
        <TextLink
          href={walkthroughHref(walkthroughId)}
          prefetch={false}
          className="whitespace-nowrap underline"
        >
          Its fix.
        </TextLink>
      ) : (
        key !== null && (
          <TextLink href={causeHref(code, key)} prefetch={false} className="whitespace-nowrap underline">
            Its cause.
          </TextLink>
        )
      )}{" "}
    </>
  );
}

/** A title in the middle of a sentence; names of AWS keep their capitals. */
function lowerFirst(title: string): string {
  return /^[A-Z][a-z]+\b/.test(title) ? `${title[0]!.toLowerCase()}${title.slice(1)}` : title;
}

function Harmed({ harmed }: { harmed: readonly NodesOfCause[] }) {
  return (
    <Callout tone="lost" className="mt-2" role="note">
      {formatCountOf(sum(harmed), "node")} that {sum(harmed) === 1 ? "is" : "are"} fine now would not be:{" "}
      {harmed.map(({ code, title, nodes }, index) => (
        <span key={code}>
          {index > 0 && "; "}
          {formatCount(nodes)} by <Sentence text={title} isShort />
        </span>
      ))}
      . Read it through before you go on.
    </Callout>
  );
}
