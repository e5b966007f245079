import type { DocumentKind } from "../model/document-kind.ts";
import { isDocumentKind } from "../model/document-kind.ts";
import type { WrittenCall } from "./written-call.ts";

export type ChangedDocument = { kind: DocumentKind; id: string };

/** What changes documents that its input does not name, as the routes to a gateway: then all of the scope is read again. */
const reachesFurther: ReadonlySet<WrittenCall["operation"]> = new Set([
  "ec2:AttachInternetGateway",
  "ec2:DetachInternetGateway",
  "ec2:ModifyVpcEndpoint",
  "ec2:DeleteVpcEndpoints",
  "ec2:CreateNatGateway",
  "ec2:DeleteNatGateway",
  "ec2:AssociateAddress",
  "ec2:DisassociateAddress",
  "ec2:AssociateRouteTable",
  "ec2:DisassociateRouteTable",
  "ec2:CreateVpcBlockPublicAccessExclusion",
  "ec2:DeleteVpcBlockPublicAccessExclusion",
]);

/** Where an answer names what a call has made. */
const created: { [Operation in WrittenCall["operation"]]?: (output: never) => ChangedDocument[] } = {
  "ec2:CreateVpcEndpoint": ({
    VpcEndpoint,
  }: {
    VpcEndpoint?: { VpcEndpointId?: string; NetworkInterfaceIds?: string[]; RouteTableIds?: string[] };
  }) => [
    ...named("vpc-endpoint", VpcEndpoint?.VpcEndpointId),
    ...(VpcEndpoint?.NetworkInterfaceIds ?? []).flatMap((id) => named("network-interface", id)),
    ...(VpcEndpoint?.RouteTableIds ?? []).flatMap((id) => named("route-table", id)),
  ],
  "ec2:CreateSecurityGroup": ({ GroupId }: { GroupId?: string }) => named("security-group", GroupId),
  "ec2:AssociateIamInstanceProfile": ofAssociation,
  "ec2:ReplaceIamInstanceProfileAssociation": ofAssociation,
  "ec2:DisassociateIamInstanceProfile": ofAssociation,
};

/**
 * The documents that a call has changed, and those that it has made: what the verdict hangs on beside the nodes. Null where a
 * call changes more than can be named, as when a person made something: then all has to be read again.
 */
export function changedDocuments(
  { operation, preconditions }: WrittenCall,
  output: Record<string, unknown> | null,
): ChangedDocument[] | null {
  const make = created[operation];
  if (reachesFurther.has(operation) || (make !== undefined && output === null)) return null;
  const made = make === undefined ? [] : make(output as never);
  const stood = preconditions.flatMap(({ kind, id }) => (isDocumentKind(kind) ? [{ kind, id }] : []));
  // What a role may do is judged by IAM's own word too, which was about the role as it was.
  const judged = stood.flatMap(({ kind, id }): ChangedDocument[] =>
    kind === "role" ? [{ kind: "role-simulation", id }] : [],
  );
  return [...stood, ...judged, ...made];
}

function ofAssociation({
  IamInstanceProfileAssociation: association,
}: {
  IamInstanceProfileAssociation?: { AssociationId?: string };
}): ChangedDocument[] {
  return named("profile-association", association?.AssociationId);
}

function named(kind: DocumentKind, id: string | undefined): ChangedDocument[] {
  return id === undefined ? [] : [{ kind, id }];
}
