import type { CauseCode } from "../model/cause.ts";
import type { HopKind } from "../model/path.ts";
import type { Obstacle, PathVerdict, Uncertainty } from "../network/path-verdict.ts";
import { aGap } from "./a-document.ts";

/** Something that certainly stands in a path's way. */
export function anObstacle(
  cause: CauseCode,
  id: string,
  hop: HopKind,
  changes: Partial<Obstacle> = {},
): Obstacle {
  return {
    cause,
    subject: { kind: "security-group", id },
    code: "BAD_STATE",
    hop,
    isBack: false,
    explain: () => ({ sentence: `${id} is in the way.`, evidence: [] }),
    ...changes,
  };
}

export function blockedBy(...obstacles: Obstacle[]): Partial<PathVerdict> {
  return { answer: "blocked", obstacles };
}

export function unreadAt(hop: HopKind): Uncertainty {
  return { because: "gap", gap: aGap("security-group", `ec2:Describe/${hop}`), hop };
}

export function unprovableAt(
  hop: HopKind,
  cause: "path-unprovable" | "resolver-unprovable",
  id: string,
): Uncertainty {
  return {
    because: "unprovable",
    cause,
    subject: { kind: hop, id },
    code: "UNKNOWN_DESTINATION",
    hop,
    whoCanTell: `The owner of ${id}.`,
    explain: () => ({ sentence: `${id} decides.`, evidence: [] }),
  };
}

/** The same answer for every service that a node may need. */
export function everyPath(path: Partial<PathVerdict>): { paths: Record<string, Partial<PathVerdict>> } {
  return { paths: { ssm: path, ssmmessages: path, ec2messages: path } };
}
