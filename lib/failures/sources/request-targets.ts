/** Reads of a call's request, as CloudTrail kept it, what it was aimed at, and never its parameters. */
export function targetsOfRequest(request: unknown): string[] {
  const ids = [
    ...strings(fieldOf(request, "instanceIds")),
    ...strings(fieldOf(request, "instanceId")),
    ...strings(fieldOf(request, "target")),
  ];
  return [
    ...ids,
    ...expressions(fieldOf(request, "targets")),
    ...idsInMaps(fieldOf(request, "targetMaps")),
    // Batches, change requests, and runs over other accounts each have targets of their own.
    ...["entries", "runbooks", "targetLocations"].flatMap((name) =>
      list(fieldOf(request, name)).flatMap(targetsOfRequest),
    ),
  ];
}

type Expression = { key: string; values: string[] };

/** A target expression as it is written: ids by themselves, all else as `key=value,value`. */
export function writeTargets(targets: readonly Expression[]): string[] {
  return targets.flatMap(({ key, values }) => {
    if (/^instanceids$/i.test(key)) return values.map((value) => (value === "*" ? `${key}=*` : value));
    if (/^parametervalues$/i.test(key)) {
      // A runbook's parameter takes anything at all; of what is no id, only that it was there is kept.
      const ids = values.filter(isNodeLike);
      return ids.length === values.length ? ids : [...ids, `${key}=…`];
    }
    return [`${key}=${values.join(",")}`];
  });
}

function expressions(value: unknown): string[] {
  return writeTargets(
    list(value).flatMap((target) => {
      const [key] = strings(fieldOf(target, "key"));
      return key === undefined ? [] : [{ key, values: strings(fieldOf(target, "values")) }];
    }),
  );
}

function idsInMaps(value: unknown): string[] {
  return list(value).flatMap((map) =>
    typeof map === "object" && map !== null
      ? Object.values(map).flatMap((values) => strings(values).filter(isNodeLike))
      : [],
  );
}

export function isNodeLike(text: string): boolean {
  return /^m?i-[0-9a-z]{6,}$/i.test(text);
}

/** The node ids that a text names, each once. */
export function nodeIdsIn(text: string): string[] {
  return [...new Set(text.match(/\b(?:mi-[0-9a-f]{17}|i-(?:[0-9a-f]{17}|[0-9a-f]{8}))\b/g) ?? [])];
}

/** SDKs write the first letter of a field large or small. */
export function fieldOf(holder: unknown, name: string): unknown {
  if (typeof holder !== "object" || holder === null) return undefined;
  const own = Reflect.get(holder, name);
  if (own !== undefined) return own;
  return Reflect.get(holder, name.charAt(0).toUpperCase() + name.slice(1));
}

export function textOf(holder: unknown, name: string): string | null {
  const value = fieldOf(holder, name);
  return typeof value === "string" && value !== "" ? value : null;
}

function strings(value: unknown): string[] {
  if (typeof value === "string") return value === "" ? [] : [value];
  return Array.isArray(value) ? value.filter((each) => typeof each === "string") : [];
}

export function list(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}
