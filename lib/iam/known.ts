import type { Instance } from "../model/documents/instance.ts";
import type { Role } from "../model/documents/role.ts";
import type { Scope } from "../model/scope.ts";
import { accountOf, callContext } from "../model/session-context.ts";
import type { Context } from "./library.ts";
import type { CallWay } from "./request.ts";

type Entries = readonly (readonly [key: string, values: readonly string[]])[];

/**
 * What is known of a call before it is made: of each condition key one value, or several of which it has one (of a span, its
 * two ends), or none, which says that the call does not have the key. Of a key that is not here nothing is known.
 */
export class Known {
  /** What holds for other calls as well; what is this one's own goes before it. */
  readonly general: Known | null;
  readonly #own: ReadonlyMap<string, readonly string[]>;
  /** How the keys begin of which the own ones are all that the call has. */
  readonly #complete: readonly string[];
  #context: Context | undefined;

  constructor(own: Entries, general: Known | null = null, complete: readonly string[] = []) {
    this.#own = new Map(own.map(([key, values]) => [key.toLowerCase(), values]));
    this.#complete = complete.map((prefix) => prefix.toLowerCase());
    this.general = general;
  }

  /** The values that a key may have; undefined where that is not known. */
  get(key: string): readonly string[] | undefined {
    const name = key.toLowerCase();
    return this.#own.get(name) ?? (this.#isComplete(name) ? [] : this.general?.get(key));
  }

  hasOwn(key: string): boolean {
    const name = key.toLowerCase();
    return this.#own.has(name) || this.#isComplete(name);
  }

  #isComplete(name: string): boolean {
    return this.#complete.some((prefix) => name.startsWith(prefix));
  }

  /** The keys that have one value. */
  get context(): Context {
    this.#context ??= { ...this.general?.context, ...this.#single() };
    return this.#context;
  }

  #single(): Context {
    const entries = [...this.#own].flatMap(([key, [value, ...more]]) =>
      value === undefined || more.length > 0 ? [] : [[key, value] as const],
    );
    return Object.fromEntries(entries);
  }
}

const hour = 3_600_000;

/** Twice as long as a role's session can last: whatever signs now was issued since then. */
const oldestSession = 24 * hour;

/** What the calls of all roles' sessions in a scope say of themselves. */
export function knownOfCalls(scope: Scope, at: number): Known {
  const time = (moment: number) => `${new Date(moment).toISOString().slice(0, 19)}Z`;
  const known: Entries = [
    ...Object.entries(callContext(scope)).map(([key, value]) => [key, [value]] as const),
    ...absentFromSessions.map((key) => [key, []] as const),
    // A role's session has the key, and nobody was there to type a code.
    ["aws:MultiFactorAuthPresent", ["false"]],
    ["aws:CurrentTime", [time(at)]],
    ["aws:EpochTime", [String(Math.floor(at / 1000))]],
    ["aws:TokenIssueTime", [time(at - oldestSession), time(at)]],
  ];
  // Nothing that an agent calls for its node makes or changes tags.
  return new Known(known, null, ["aws:RequestTag/"]);
}

/** The keys that tell the time: what hangs on them may be otherwise at another moment. */
export const timeKeys = ["aws:currenttime", "aws:epochtime", "aws:tokenissuetime"] as const;

/** What only users have, or services that call for somebody: an agent does neither. */
const absentFromSessions = [
  "aws:CalledVia",
  "aws:CalledViaFirst",
  "aws:CalledViaLast",
  "aws:FederatedProvider",
  "aws:MultiFactorAuthAge",
  "aws:PrincipalServiceName",
  "aws:PrincipalServiceNamesList",
  "aws:SourceAccount",
  "aws:SourceArn",
  "aws:SourceIdentity",
  "aws:TagKeys",
  "aws:username",
];

/**
 * What the way of a call adds. Over an endpoint a call has no public address, so a guard that asks for one denies it there;
 * over the internet it comes from no VPC.
 */
export function knownOfWay(way: CallWay, general: Known): Known {
  const { over, addresses } = way;
  // What is empty would say that the call has no address.
  const known = (key: string): Entries => (addresses?.length ? [[key, addresses]] : []);
  if (over === "internet")
    return new Known([...known("aws:SourceIp"), ...vpcKeys.map((key) => [key, []] as const)], general);
  return new Known(
    [
      ["aws:SourceVpce", [way.endpointId]],
      ...(way.vpcId === null ? [] : [["aws:SourceVpc", [way.vpcId]] as const]),
      ...known("aws:VpcSourceIp"),
      ["aws:SourceIp", []],
    ],
    general,
  );
}

/** What only a call over an endpoint has. Of its owner and its VPC's ARN not every service tells. */
const vpcKeys = [
  "aws:SourceVpce",
  "aws:SourceVpc",
  "aws:SourceVpcArn",
  "aws:VpcSourceIp",
  "aws:VpceAccount",
  "aws:VpceOrgID",
  "aws:VpceOrgPaths",
] as const;

/** The condition keys that a call's way decides, as far as it does. */
export const wayKeys: readonly string[] = [...vpcKeys, "aws:SourceIp"];

/** Those whose value is an address of the caller's, or that of a gateway before it. */
export const addressKeys = { endpoint: "aws:VpcSourceIp", internet: "aws:SourceIp" } as const;

export function knownOfRole({ id, tags }: Role, calls: Known): Known {
  const account = accountOf(id);
  return new Known(
    [
      ["aws:PrincipalArn", [id]],
      ["aws:PrincipalAccount", [account]],
      ["aws:ResourceAccount", [account]],
      ...Object.entries(tags ?? {}).map(([name, value]) => [principalTag + name, [value]] as const),
    ],
    calls,
    // Neither EC2 nor Systems Manager gives a session tags of its own, so the role's are all.
    tags === null ? [] : [principalTag],
  );
}

const principalTag = "aws:PrincipalTag/";

/** A call that is about no resource has no tags of one. */
export function knownOfNoResource(general: Known): Known {
  return new Known([], general, ["aws:ResourceTag/", "ec2:ResourceTag/", "ssm:resourceTag/"]);
}

/** What credentials that EC2 handed to an instance say of the instance, wherever they are used. */
export function knownOfInstance(
  instance: Instance,
  { partition, account, region }: Scope,
  general: Known,
): Known {
  const { id, vpcId, privateAddress, metadataOptions } = instance;
  const isVersion2 = metadataOptions?.httpTokens === "required";
  return new Known(
    [
      // AWS documents it as absent from calls that are signed with an instance profile's role.
      ["ssm:SourceInstanceARN", []],
      ["ec2:SourceInstanceARN", [`arn:${partition}:ec2:${region}:${account}:instance/${id}`]],
      // Where version 1 of the metadata is allowed too, who knows by which the agent asked.
      ...(isVersion2 ? [["ec2:RoleDelivery", ["2.0"]] as const] : []),
      ...(vpcId === null ? [] : [["aws:Ec2InstanceSourceVpc", [vpcId]] as const]),
      ...(privateAddress === null ? [] : [["aws:Ec2InstanceSourcePrivateIPv4", [privateAddress]] as const]),
    ],
    general,
  );
}

/** The condition keys that only the instance that calls can tell. */
export const instanceKeys: readonly string[] = [
  "ec2:roledelivery",
  "ec2:sourceinstancearn",
  "ssm:sourceinstancearn",
  "aws:ec2instancesourcevpc",
  "aws:ec2instancesourceprivateipv4",
];
