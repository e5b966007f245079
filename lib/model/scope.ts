/** One account in one Region: the unit that is read, stored, counted and filtered. */
export type Scope = {
  partition: string;
  account: string;
  region: string;
};

/** `123456789012:eu-west-1`: a scope's key in addresses, in the store, in filters and in files. */
export type ScopeKey = `${string}:${string}`;

export function scopeKey(scope: Pick<Scope, "account" | "region">): ScopeKey {
  return `${scope.account}:${scope.region}`;
}

/** The account and the Region of a key; undefined where `text` is no key. */
export function parseScopeKey(text: string): { account: string; region: string } | undefined {
  const match = /^(\d{12}):([a-z]{2,}(?:-[a-z]+)+-\d+)$/.exec(text);
  return match ? { account: match[1]!, region: match[2]! } : undefined;
}
