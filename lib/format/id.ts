/**
 * An AWS id short enough for a row: `sg-0c41a7e8925fb36e` as `sg-0c41…b36e`. What is no such id, or is short as it is,
 * stays whole. It is for the eye only: copying and titles take the whole id.
 */
export function shortenId(id: string): string {
  const match = /^([a-z]+(?:-[a-z]+)*-)([0-9a-f]{10,})$/.exec(id);
  return match ? `${match[1]}${match[2]!.slice(0, 4)}…${match[2]!.slice(-4)}` : id;
}

/** The sentence with every AWS id in it shortened. */
export function shortenIdsIn(sentence: string): string {
  return sentence.replace(/\b[a-z]+(?:-[a-z]+)*-[0-9a-f]{10,}\b/g, shortenId);
}

/** A scope's key for people: `prod · us-east-1`, the account's number where it has no name. */
export function formatScope(scope: { account: string; accountName: string | null; region: string }): string {
  return `${scope.accountName ?? scope.account} · ${scope.region}`;
}
