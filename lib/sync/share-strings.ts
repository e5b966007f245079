/** What JSON does not share by itself, and what is worth the look-up. */
const shortest = 11;
/** The common ones come early: a scope has few subnets, groups and images, and no end of addresses and ids. */
const most = 20_000;

/**
 * Makes equal strings of documents one string, in place. Tens of thousands of instances name the same few subnets, groups,
 * images and tags, and JSON gives each of them copies of its own.
 */
export function stringSharer(): <Document extends object>(document: Document) => Document {
  const known = new Map<string, string>();
  const shared = (value: string): string => {
    const one = known.get(value);
    if (one !== undefined) return one;
    if (known.size < most) known.set(value, value);
    return value;
  };
  const share = (holder: Record<string, unknown> | unknown[]) => {
    for (const key in holder) {
      const value: unknown = Reflect.get(holder, key);
      if (typeof value === "string") {
        if (value.length >= shortest) Reflect.set(holder, key, shared(value));
      } else if (typeof value === "object" && value !== null) share(value as Record<string, unknown>);
    }
  };
  return (document) => {
    share(document as Record<string, unknown>);
    return document;
  };
}
