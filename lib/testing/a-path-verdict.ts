import type { CauseCode } from "../model/cause.ts";
import type { Gap } from "../model/gap.ts";
import type { Obstacle, PathVerdict, Uncertainty } from "../network/path-verdict.ts";

/** A path that a group stops, or whatever the test blames instead. */
export function aBlockedPath(
  subjectId: string,
  cause: CauseCode = "security-group-egress-blocks",
): PathVerdict {
  const obstacle: Obstacle = {
    ...{ cause, code: "BLOCKED", hop: "security-group-out", isBack: false },
    subject: { kind: "security-group", id: subjectId },
    explain: () => ({ sentence: `${subjectId} lets nothing out.`, evidence: [] }),
  };
  return { ...anOpenPath(), answer: "blocked", obstacles: [obstacle] };
}

export function anOpenPath(): PathVerdict {
  return {
    ...{ answer: "reachable", way: "nat-gateway", exits: [], endpointId: null },
    ...{ obstacles: [], uncertainties: [], warnings: [] },
  };
}

/** A path that hangs on a read that failed, or on something that no configuration shows. */
export function anOpenQuestion(gap?: Gap): PathVerdict {
  const uncertainty: Uncertainty =
    gap === undefined
      ? {
          ...{
            because: "unprovable",
            cause: "path-unprovable",
            code: "TRANSIT_GATEWAY",
            hop: "transit-gateway",
          },
          subject: { kind: "transit-gateway", id: "tgw-1" },
          whoCanTell: "Whoever owns tgw-1.",
          explain: () => ({ sentence: "It leaves by tgw-1.", evidence: [] }),
        }
      : { because: "gap", gap, hop: "route" };
  return { ...anOpenPath(), answer: "undecided", uncertainties: [uncertainty] };
}
