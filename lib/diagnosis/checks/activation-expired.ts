import type { Activation } from "../../model/documents/activation.ts";
import { defineCheck, type Explanation } from "../check.ts";
import { evidence, fail, likely, pass } from "../finding.ts";
import type { NodeView } from "../node-view.ts";

export const activationExpired = defineCheck({
  id: "activation-expired",
  group: "agent",
  title: "The activation expired before the machine used it",
  passTitle: "No expired activation keeps it out",
  why: `A machine outside of EC2 registers with the code of an activation, which is good until it expires and for so many
    machines. One that comes too late never gets a record. To machines that are registered already it is nothing.`,
  rows: ["SSM-08"],
  causes: ["activation-expired"],
  needs: ["managed-node", "activation"],

  appliesTo: (node) => node.isHybrid,

  examine(node) {
    if (node.registration !== null) return pass("It is registered, and needs its activation no more.");
    if (wasEverRegistered(node)) return pass("It was registered once, so no activation kept it out.");
    const [latest, ...others] = expiredUnused(node);
    if (latest === undefined) return pass("No activation has expired with registrations to spare.");
    return fail(
      likely("activation-expired", { kind: "activation", id: latest.id }, () =>
        explain(node, latest, others.length),
      ),
    );
  },
});

/** An id that another scope has, or that history knows here, was given by an activation that worked. */
function wasEverRegistered({ id, scope }: NodeView): boolean {
  if (scope.changesOf(id).some(({ kind }) => kind === "managed-node")) return true;
  return [...scope.world.snapshots.values()].some(
    (snapshot) => snapshot.observedAt("managed-node", id) !== undefined,
  );
}

/**
 * Nothing ties an id that never registered to its activation. What is left over of an activation that expired is the only
 * trace of machines that came too late; of several the one that expired last is the likeliest.
 */
function expiredUnused({ snapshot, at }: NodeView): Activation[] {
  return snapshot
    .all("activation")
    .filter((activation) => isExpired(activation, at) && unusedOf(activation) > 0)
    .toSorted(
      (left, right) => (right.expiresAt ?? 0) - (left.expiresAt ?? 0) || (left.id < right.id ? -1 : 1),
    );
}

function isExpired({ isExpired: said, expiresAt }: Activation, at: number): boolean {
  return said === true || (expiresAt !== null && expiresAt <= at);
}

function unusedOf({ registrationLimit, registrationsCount }: Activation): number {
  return (registrationLimit ?? 1) - (registrationsCount ?? 0);
}

function explain({ id, snapshot }: NodeView, activation: Activation, others: number): Explanation {
  const { registrationLimit, registrationsCount, expiresAt, defaultInstanceName } = activation;
  const document = { kind: "activation", id: activation.id } as const;
  const api = "ssm:DescribeActivations";
  const name = defaultInstanceName === null ? activation.id : `${activation.id} (${defaultInstanceName})`;
  const more = others === 0 ? "" : ` ${others} more expired like it.`;
  return {
    sentence: `SSM has no record of ${id}, and activation ${name} expired with ${unusedOf(activation)} of ${registrationLimit ?? 1} registrations unused: it may have come too late.${more}`,
    evidence: [
      evidence(snapshot, {
        ...{ sentence: "The activation is expired.", api, field: "ExpirationDate", document },
        value: expiresAt === null ? "Expired" : new Date(expiresAt).toISOString(),
      }),
      evidence(snapshot, {
        ...{ sentence: "So many machines registered with it.", api, field: "RegistrationsCount", document },
        value: registrationsCount ?? 0,
      }),
    ],
  };
}
