import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

setFlagsFromString("--expose-gc");
type Collect = (options: { type: "major"; execution: "sync"; flavor: "last-resort" }) => void;
const collect = runInNewContext("gc") as Collect;

/** Below this, what a piece of work leaves behind is not worth a pause. */
const worthwhileNodes = 5_000;

/**
 * Collects this thread's garbage after work over `nodes` nodes. V8 lets a heap that has grown in a burst stay as large as it
 * became until the next burst: over 100,000 nodes, hundreds of megabytes in each thread, which nothing uses. Only as a last resort
 * does it give freed pages back too, which it else keeps for itself.
 */
export function giveMemoryBack({ nodes }: { nodes: number }): void {
  if (nodes >= worthwhileNodes) collect({ type: "major", execution: "sync", flavor: "last-resort" });
}
