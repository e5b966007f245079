import { openStore, type StoreLocation } from "../store/store.ts";
import { aNode } from "./a-node.ts";

// Run as a process of its own: reads a scope over and over, each time changed, and says which round is saved whole.
const location = JSON.parse(process.argv[2]!) as StoreLocation;
const scope = "123456789012:eu-west-1";
const ids = Array.from({ length: 600 }, (_, index) => `i-${index}`);
const store = await openStore(location);
for (let round = Number(process.argv[3]); ; round += 1) {
  for (let start = 0; start < ids.length; start += 200) {
    const page = ids.slice(start, start + 200).map((id) => ({ id, body: { id, round } }));
    await store.saveDocuments(scope, "instance", page, round);
  }
  await store.finishRead(scope, "instance", { startedAt: round, observedAt: round, seenIds: new Set(ids) });
  await store.saveNodes(
    scope,
    ids.map((id) => aNode({ scope, id, name: `round ${round}` })),
    round,
  );
  process.send!(round);
}
