import type { DocumentKind } from "../model/document-kind.ts";
import type { DocumentOf } from "../model/documents/document.ts";
import type { Observed, SnapshotParts } from "../model/snapshot.ts";
import { aDocument, aScope } from "./a-document.ts";
import { allow, aRole } from "./a-role.ts";

/**
 * The instances of an estate with agents: a tenth of the nodes is lost and another never registered. They have a hundred
 * roles, and a tenth of these lacks what an agent needs.
 */
export function withAgents(parts: SnapshotParts): SnapshotParts {
  const instances = (parts.documents.instance ?? []).map(({ document }, index) => ({
    ...document,
    instanceProfileArn: arnOf("instance-profile", index % 100),
  }));
  const registered = instances.filter((_, index) => index % 10 !== 0);
  const pingOf = (index: number) => (index % 10 === 5 ? "ConnectionLost" : "Online");
  const roles = Array.from({ length: 100 }, (_, index) => {
    const Action = index % 10 === 0 ? ["ssm:Get*"] : ["ssm:*", "ssmmessages:*", "ec2messages:*"];
    return aRole([allow({ Action })], { id: arnOf("role", index), name: `node-${index}` });
  });
  const documents: SnapshotParts["documents"] = {
    ...parts.documents,
    instance: observed(instances),
    "managed-node": observed(
      registered.map(({ id }, index) => aDocument("managed-node", id, { pingStatus: pingOf(index) })),
    ),
    "connection-status": observed(
      registered.flatMap(({ id }, index) =>
        pingOf(index) === "Online" ? [aDocument("connection-status", id, { status: "connected" })] : [],
      ),
    ),
    "instance-status": observed(instances.map(({ id }) => aDocument("instance-status", id))),
    role: observed(roles),
    "instance-profile": observed(
      roles.map(({ id, name }, index) =>
        aDocument("instance-profile", arnOf("instance-profile", index), { roles: [{ arn: id, name }] }),
      ),
    ),
  };
  return { ...parts, documents };

  function observed<Kind extends DocumentKind>(list: readonly DocumentOf<Kind>[]): Observed<Kind>[] {
    return list.map((document) => ({ document, observedAt: parts.at }));
  }
}

function arnOf(kind: "role" | "instance-profile", index: number): string {
  return `arn:aws:iam::${aScope.account}:${kind}/node-${index}`;
}
