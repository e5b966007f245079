import type { CauseCode, Subject } from "../model/cause.ts";
import type { Gap } from "../model/gap.ts";
import type { Answer, HopKind, PathWarning } from "../model/path.ts";
import type { ScopeKey } from "../model/scope.ts";
import type { Evidence } from "../model/verdict.ts";

/** The words for something that was judged: made when somebody reads them, as most of 100,000 verdicts are not. */
export type Explain = () => { sentence: string; evidence: Evidence[] };

/** A certain blocker of a path, without its words. Nodes in the same situation share the object. */
export type Obstacle = {
  cause: CauseCode;
  subject: Subject;
  /** A code of Reachability Analyzer, or one of ours (network-path 6.1). */
  code: string;
  hop: HopKind;
  isBack: boolean;
  explain: Explain;
};

/** What keeps a path from being decided. */
export type Uncertainty =
  | { because: "gap"; gap: Gap; hop: HopKind }
  | {
      because: "unprovable";
      cause: "path-unprovable" | "resolver-unprovable";
      subject: Subject;
      code: string;
      hop: HopKind;
      whoCanTell: string;
      explain: Explain;
    };

/** How a path leaves, as far as it could be followed: this chooses which hops there are. */
export type Way =
  | "endpoint"
  | "nat-gateway"
  | "internet-gateway"
  | "egress-only-gateway"
  | "gateway-endpoint"
  | "dark"
  | "none";

/** By which gateway packets leave the VPC; null where none is known. It decides from which address they come to the service. */
export type Exit = { way: Way; gatewayId: string | null };

/** The answer for one interface and one service, without its drawing: the union of few parts that many nodes share. */
export type PathVerdict = {
  answer: Answer;
  way: Way;
  /**
   * All by which this way may leave: more than one where it works over each and no configuration says which is taken. Null
   * where the name may lead another way as well.
   */
  exits: readonly Exit[] | null;
  /** The interface or gateway endpoint that the name leads to; null where it leads elsewhere. */
  endpointId: string | null;
  /** The scope of that endpoint, where it is its owner's and not the node's. */
  endpointScope?: ScopeKey;
  /** In path order, forward before back. */
  obstacles: readonly Obstacle[];
  uncertainties: readonly Uncertainty[];
  warnings: readonly PathWarning[];
};
