import type { z } from "zod";
import { configJsonSchema } from "./schema.ts";

export type Mistake = { path: string; sentence: string };

/** Every wrong key with what is allowed there, in the words of a person. */
export function toMistakes(
  issues: readonly z.core.$ZodIssue[],
  setBy: ReadonlyMap<string, string>,
): Mistake[] {
  return issues.flatMap((issue) => {
    if (issue.code === "unrecognized_keys") {
      return issue.keys.map((key) => unknownKey(issue.path, key));
    }
    const inner = innerIssues(issue);
    if (inner) return toMistakes(inner, setBy);
    const path = toPath(issue.path);
    const variable = setBy.get(toDots(issue.path)) ?? setBy.get(String(issue.path[0] ?? ""));
    const place = variable ? `${variable} (${path})` : path;
    return [{ path, sentence: `${place} ${messageOf(issue)}` }];
  });
}

/** A list of which one entry is wrong is better told by that entry than by all that might have stood there. */
function innerIssues(issue: z.core.$ZodIssue): z.core.$ZodIssue[] | undefined {
  if (issue.code !== "invalid_union" || !Array.isArray(issue.input)) return undefined;
  const ofEntries = issue.errors.find(
    (errors) => errors.length > 0 && errors.every(({ path }) => path.length > 0),
  );
  return ofEntries?.map((inner) => ({ ...inner, path: [...issue.path, ...inner.path] }));
}

function messageOf(issue: z.core.$ZodIssue): string {
  if (issue.code === "invalid_key") return issue.issues[0]?.message ?? "is no key that stands here";
  return issue.message.startsWith("must ") ? issue.message : "must be an object in braces";
}

function unknownKey(path: readonly PropertyKey[], key: string): Mistake {
  const allowed = keysAt(path);
  const nearest = findNearest(key, allowed);
  const advice = nearest ? `did you mean ${nearest}?` : `allowed are ${allowed.join(", ")}.`;
  const place = toPath([...path, key]);
  return { path: place, sentence: `${place} is unknown; ${advice}` };
}

type Shape = { properties?: Record<string, Shape>; items?: Shape };

function keysAt(path: readonly PropertyKey[]): string[] {
  let shape = configJsonSchema() as Shape | undefined;
  for (const key of path) shape = typeof key === "number" ? shape?.items : shape?.properties?.[String(key)];
  return Object.keys(shape?.properties ?? {}).filter((key) => key !== "$schema");
}

/** The key that was probably meant: at most a third of its letters differ. */
export function findNearest(word: string, candidates: readonly string[]): string | undefined {
  const lower = word.toLowerCase();
  const ranked = candidates
    .map((candidate) => ({ candidate, distance: editDistance(lower, candidate.toLowerCase()) }))
    .sort((a, b) => a.distance - b.distance);
  const [first] = ranked;
  return first && first.distance <= Math.max(1, first.candidate.length / 3) ? first.candidate : undefined;
}

function editDistance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let row = 1; row <= a.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= b.length; column += 1) {
      const replaced = previous[column - 1]! + (a[row - 1] === b[column - 1] ? 0 : 1);
      current.push(Math.min(replaced, previous[column]! + 1, current[column - 1]! + 1));
    }
    previous = current;
  }
  return previous[b.length]!;
}

function toPath(path: readonly PropertyKey[]): string {
  const text = path.reduce<string>((before, key) => {
    if (typeof key === "number") return `${before}[${key}]`;
    return before === "" ? String(key) : `${before}.${String(key)}`;
  }, "");
  return text === "" ? "the file" : text;
}

function toDots(path: readonly PropertyKey[]): string {
  return path.map(String).join(".");
}
