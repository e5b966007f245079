import type { Role } from "../model/documents/role.ts";
import type { Scope } from "../model/scope.ts";
import { accountOf, callContext } from "../model/session-context.ts";
import type { Context } from "./library.ts";
import type { CallWay } from "./request.ts";

type Entries = readonly (readonly [key: string, values: readonly string[]])[];

/**
 * What is known of a call before it is made: of each condition key one value, or the two ends of a span, or none, which says
 * that the call does not have the key. Of a key that is not here nothing is known.
 */
export class Known {
  /** What holds for other calls as well; what is this one's own goes before it. */
  readonly general: Known | null;
  readonly #own: ReadonlyMap<string, readonly string[]>;
  #context: Context | undefined;

  constructor(own: Entries, general: Known | null = null) {
    this.#own = new Map(own.map(([key, values]) => [key.toLowerCase(), values]));
    this.general = general;
  }

  /** The values that a key may have; undefined where that is not known. */
  get(key: string): readonly string[] | undefined {
    return this.#own.get(key.toLowerCase()) ?? this.general?.get(key);
  }

  hasOwn(key: string): boolean {
    return this.#own.has(key.toLowerCase());
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
  return new Known([
    ...Object.entries(callContext(scope)).map(([key, value]) => [key, [value]] as const),
    ...absentFromSessions.map((key) => [key, []] as const),
    ["aws:CurrentTime", [time(at)]],
    ["aws:EpochTime", [String(Math.floor(at / 1000))]],
    ["aws:TokenIssueTime", [time(at - oldestSession), time(at)]],
  ]);
}

/** The keys that tell the time: what hangs on them may be otherwise at another moment. */
export const timeKeys = ["aws:currenttime", "aws:epochtime", "aws:tokenissuetime"] as const;

/** What only users have, or services that call for somebody: an agent does neither. */
const absentFromSessions = [
  "aws:CalledVia",
  "aws:CalledViaFirst",
  "aws:CalledViaLast",
  "aws:PrincipalServiceName",
  "aws:SourceAccount",
  "aws:SourceArn",
  "aws:username",
];

/**
 * What the way of a call adds. Over an endpoint a call has no public address, so a guard that asks for one denies it there;
 * over the internet it comes from no VPC.
 */
export function knownOfWay(way: CallWay, general: Known): Known {
  if (way === "internet")
    return new Known(
      vpcKeys.map((key) => [key, []] as const),
      general,
    );
  return new Known(
    [
      ["aws:SourceVpce", [way.endpointId]],
      ["aws:SourceVpc", [way.vpcId]],
      ["aws:SourceIp", []],
    ],
    general,
  );
}

const vpcKeys = ["aws:SourceVpce", "aws:SourceVpc", "aws:VpcSourceIp"] as const;

/** The condition keys that a call's way decides, as far as it does. */
export const wayKeys: readonly string[] = [...vpcKeys, "aws:SourceIp"];

export function knownOfRole({ id }: Role, calls: Known): Known {
  const account = accountOf(id);
  return new Known(
    [
      ["aws:PrincipalArn", [id]],
      ["aws:PrincipalAccount", [account]],
      ["aws:ResourceAccount", [account]],
    ],
    calls,
  );
}
