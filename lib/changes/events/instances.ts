import { fieldOf, textOf } from "../../failures/sources/request-targets.ts";
import { type Call, type Calls, listIn, lowerFirst, ofNamed, opened, type Told, touched } from "./call.ts";

/** Calls of EC2 that change what an instance has or is. */
export const instanceCalls: Calls = {
  ModifyInstanceMetadataOptions: ({ request }) => [
    ...metadataOption(request, "HttpEndpoint", ["enabled", "disabled"]),
    ...metadataOption(request, "HttpTokens", ["optional", "required"]),
  ],
  ModifyInstanceAttribute: ({ request }) =>
    ofNamed("instance", request, "instanceId", "SecurityGroups", groupsSet(request)),
  ModifyNetworkInterfaceAttribute: ({ request }) =>
    ofNamed("network-interface", request, "networkInterfaceId", "Groups", groupsSet(request)),

  AssociateIamInstanceProfile: ({ request, response }) => {
    const profile = fieldOf(request, "iamInstanceProfile");
    const to = { Arn: textOf(profile, "arn") ?? textOf(profile, "name") };
    return [
      ...ofNamed("instance", request, "instanceId", "IamInstanceProfile", { what: "set", from: null, to }),
      ...ofNamed("profile-association", associationIn(response), "associationId", "*", { what: "created" }),
    ];
  },
  ReplaceIamInstanceProfileAssociation: (call) => ofAssociation(call, touched),
  DisassociateIamInstanceProfile: (call) => ofAssociation(call, { what: "set", to: null }),
};

/** Calls that start and end instances, of which there are many where groups scale. */
export const powerCalls: Calls = {
  StartInstances: stateChanged,
  StopInstances: stateChanged,
  TerminateInstances: stateChanged,
};

function metadataOption(request: unknown, name: string, values: readonly [string, string]): Told[] {
  const to = textOf(request, lowerFirst(name));
  if (to === null) return [];
  const instead = values.find((value) => value !== to);
  return ofNamed("instance", request, "instanceId", `MetadataOptions.${name}`, { what: "set", to, instead });
}

function groupsSet(request: unknown): Told["edit"] | undefined {
  const named = [...listIn(request, "groupSet"), ...listIn(request, "groups")];
  const ids = named.flatMap((each) => textOf(each, "groupId") ?? (typeof each === "string" ? each : []));
  return ids.length === 0 ? undefined : { what: "set", to: ids.map((GroupId) => ({ GroupId })) };
}

/** The request names the association alone; whose it was stands in the answer. */
function ofAssociation({ response }: Call, edit: Told["edit"]): Told[] {
  return ofNamed("instance", associationIn(response), "instanceId", "IamInstanceProfile", edit);
}

function associationIn(response: unknown): unknown {
  return fieldOf(opened(response), "iamInstanceProfileAssociation");
}

/** Whoever asks for the state that is there already changes nothing. */
function stateChanged({ response }: Call): Told[] {
  return listIn(response, "instancesSet").flatMap((each): Told[] => {
    const state = (name: string) => textOf(fieldOf(each, name), "name");
    const [from, to] = [state("previousState"), state("currentState")];
    if (from === null || to === null || from === to) return [];
    const edit = { what: "set" as const, from: { Name: from }, to: { Name: to } };
    return ofNamed("instance", each, "instanceId", "State", edit);
  });
}
