import { GapError } from "../model/snapshot.ts";

/** Computes each answer once. A gap that it throws is an answer as well: as many nodes come upon it. */
export function remember<Key, Value>(compute: (key: Key) => Value): (key: Key) => Value {
  const known = new Map<Key, Kept<Value>>();
  return (key) => {
    const kept = known.get(key) ?? keep(() => compute(key));
    known.set(key, kept);
    if ("gap" in kept) throw kept.gap;
    return kept.value;
  };
}

type Kept<Value> = { value: Value } | { gap: GapError };

function keep<Value>(compute: () => Value): Kept<Value> {
  try {
    return { value: compute() };
  } catch (error) {
    if (error instanceof GapError) return { gap: error };
    throw error;
  }
}
