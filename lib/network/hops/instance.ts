import type { Instance } from "../../model/documents/instance.ts";
import { block, type Part, pass, unprovable, words } from "../part.ts";
import type { Terrain } from "../terrain.ts";

/** Before everything else: a machine that does not run sends nothing. Null where it runs. */
export function stoppedPart({ facts }: Terrain, instance: Instance): Part | null {
  const subject = { kind: "instance" as const, id: instance.id };
  if (instance.state === "running") return null;
  const cause =
    instance.state === "pending"
      ? "instance-launching"
      : instance.state === "stopped" || instance.state === "stopping"
        ? "instance-stopped"
        : "instance-terminated";
  const sentence = `${instance.id} is ${instance.state}, so it sends nothing.`;
  return block(
    { hop: "instance", isBack: false, resources: [subject] },
    { cause, subject, code: "BAD_STATE" },
    () => words(instance.state, sentence, [facts.evidence(subject, "State.Name", instance.state, sentence)]),
  );
}

export function runningPart({ facts }: Terrain, { id, state }: Instance): Part {
  const subject = { kind: "instance" as const, id };
  const sentence = `${id} is running.`;
  return pass({ hop: "instance", isBack: false, resources: [subject] }, () =>
    words("running", sentence, [facts.evidence(subject, "State.Name", state, sentence)]),
  );
}

export function interfaceMissing(id: string): Part {
  const subject = { kind: "instance", id };
  const doubt = {
    cause: "path-unprovable",
    subject,
    code: "UNASSOCIATED_COMPONENT",
    whoCanTell: "the EC2 console",
  } as const;
  return unprovable({ hop: "interface", isBack: false, resources: [subject] }, doubt, () =>
    words("no interface", `${id} has no network interface with an address.`),
  );
}

export function unknownInstance(id: string): Part {
  const subject = { kind: "instance", id };
  const sentence = `EC2 does not know ${id} in this account and Region.`;
  const blame = { cause: "instance-not-found", subject, code: "NO_SOURCE_OR_DESTINATION" } as const;
  return block({ hop: "instance", isBack: false, resources: [subject] }, blame, () =>
    words("does not exist", sentence),
  );
}
