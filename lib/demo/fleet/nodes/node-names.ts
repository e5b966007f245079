import type { AccountName } from "../demo-accounts.ts";

/** Numbers the nodes of a service within an account, around the names that conditions took first. */
export type NodeNames = {
  /** Takes a name that was chosen by hand. */
  take(account: AccountName, name: string): string;
  /** The next name of the service that nobody has. */
  next(account: AccountName, service: string): string;
};

export function nodeNames(): NodeNames {
  const taken = new Set<string>();
  const counters = new Map<string, number>();
  const take = (account: AccountName, name: string) => {
    if (taken.has(`${account}/${name}`)) throw new Error(`${name} stands twice in ${account}`);
    taken.add(`${account}/${name}`);
    return name;
  };
  return {
    take,
    next: (account, service) => {
      const key = `${account}/${service}`;
      let number = counters.get(key) ?? 0;
      do number++;
      while (taken.has(`${key}-${number}`));
      counters.set(key, number);
      return take(account, `${service}-${number}`);
    },
  };
}
