import { fieldOf, textOf } from "../../failures/sources/request-targets.ts";
import { listIn, lowerFirst, numberOf } from "./call.ts";

type Fields = Record<string, unknown>;

/** The lists of a permission, each with the names that it has in a record, and the fields that tell two entries apart. */
const peers = [
  { list: "IpRanges", in: ["ipRanges"], key: "CidrIp", rule: "cidrIpv4" },
  { list: "Ipv6Ranges", in: ["ipv6Ranges"], key: "CidrIpv6", rule: "cidrIpv6" },
  { list: "PrefixListIds", in: ["prefixListIds"], key: "PrefixListId", rule: "prefixListId" },
  { list: "UserIdGroupPairs", in: ["groups", "userIdGroupPairs"], key: "GroupId", rule: "referencedGroupId" },
] as const;

/**
 * The permissions that a call named, one for each peer, as EC2 describes them: AWS joins and splits those of equal protocol
 * and ports as it likes.
 */
export function atomsOf(request: unknown): Fields[] {
  return listIn(request, "ipPermissions").flatMap((permission) =>
    peers.flatMap(({ list, in: names, key }) =>
      names
        .flatMap((name) => listIn(permission, name))
        .flatMap((entry) => {
          const value = textOf(entry, lowerFirst(key));
          return value === null ? [] : [{ ...portsOf(permission), [list]: [{ [key]: value }] }];
        }),
    ),
  );
}

/** The same from the rules that newer calls answer with. */
export function atomsOfRules(rules: readonly unknown[]): Fields[] {
  return rules.flatMap((each) =>
    peers.flatMap(({ list, key, rule }) => {
      const field = fieldOf(each, rule) ?? (rule === "referencedGroupId" ? groupOf(each) : undefined);
      return typeof field === "string" ? [{ ...portsOf(each), [list]: [{ [key]: field }] }] : [];
    }),
  );
}

function groupOf(rule: unknown): unknown {
  return fieldOf(fieldOf(rule, "referencedGroupInfo"), "groupId");
}

/** What EC2 describes, taken apart in the same way. */
export function takeApart(permissions: readonly unknown[]): Fields[] {
  return permissions.flatMap((permission) =>
    peers.flatMap(({ list }) =>
      listIn(permission, list).map((entry) => ({ ...portsOf(permission), [list]: [entry] })),
    ),
  );
}

/** Equal for two that let through the same. */
export function atomKey(atom: unknown): string {
  const { IpProtocol, FromPort, ToPort } = portsOf(atom);
  const [peer] = peers.flatMap(({ list, key }) =>
    listIn(atom, list).map((entry) => `${list} ${textOf(entry, key)}`),
  );
  return [IpProtocol, FromPort, ToPort, peer].join(" ");
}

/** That of all protocols has no ports, however they are printed. */
function portsOf(permission: unknown): { IpProtocol: string; FromPort?: number; ToPort?: number } {
  const IpProtocol = String(fieldOf(permission, "ipProtocol") ?? "-1");
  const [FromPort, ToPort] = [numberOf(permission, "fromPort"), numberOf(permission, "toPort")];
  if (IpProtocol === "-1" || FromPort === undefined || ToPort === undefined) return { IpProtocol };
  return { IpProtocol, FromPort, ToPort };
}
