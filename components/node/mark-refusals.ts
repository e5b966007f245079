import type { CauseAnswer, HopAnswer, NodePathAnswer } from "../../lib/api/verdict.ts";

/**
 * A path on which an endpoint that refuses calls does not look whole: its policy acts on calls and not on packets, so that
 * the trace passes it, and the agent gets no farther all the same.
 */
export function markRefusals(path: NodePathAnswer, causes: readonly CauseAnswer[]): NodePathAnswer {
  const refusals = new Map(
    causes.filter(({ code }) => code === "endpoint-policy-denies").map((cause) => [cause.subject.id, cause]),
  );
  if (refusals.size === 0) return path;
  return {
    lanes: path.lanes.map((lane) => ({
      ...lane,
      trace: { ...lane.trace, hops: lane.trace.hops.map((hop) => markRefusal(hop, refusals)) },
    })),
  };
}

function markRefusal(hop: HopAnswer, refusals: ReadonlyMap<string, CauseAnswer>): HopAnswer {
  const refusal = hop.resources.map(({ id }) => refusals.get(id)).find((cause) => cause !== undefined);
  if (hop.kind !== "endpoint" || hop.state !== "pass" || !refusal) return hop;
  const evidence = [...hop.evidence, ...refusal.evidence];
  return { ...hop, state: "partial", brief: "its policy refuses", sentence: refusal.sentence, evidence };
}
