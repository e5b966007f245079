import { expect, test } from "vitest";
import type { NodesOfCause, ProofCounts } from "../../api/proof.ts";
import { tellOutcome } from "./tell-outcome.ts";

const none = { at: 0, meetNext: [], cannotTell: 0, dropped: 0, harmed: [] };
const blocked = (nodes: number): NodesOfCause => ({
  ...{ code: "endpoint-security-group-blocks", title: "Endpoint security group blocks", nodes },
  ...{ key: "123456789012:eu-west-1:sg-1", walkthroughId: null },
});

test.each<[Partial<ProofCounts>, string]>([
  [{ nodes: 26, freed: 26 }, "All 26 nodes pass every check then."],
  [{ nodes: 1, freed: 1 }, "The node passes every check then."],
  [
    { nodes: 26, freed: 22, meetNext: [blocked(4)] },
    "22 of 26 nodes pass every check then. 4 stay back: endpoint security group blocks.",
  ],
  [
    { nodes: 2, freed: 1, cannotTell: 1 },
    "1 of 2 nodes passes every check then. Of 1 nobody can tell: what decides cannot be read or proved.",
  ],
  [
    { nodes: 2, freed: 2, harmed: [blocked(1)] },
    "All 2 nodes pass every check then. 1 node that is fine now would not be: endpoint security group blocks.",
  ],
  [{ nodes: 1, freed: 1, besides: 11 }, "The node passes every check then. So do 11 nodes of other causes."],
  [{ nodes: 3, freed: 0, dropped: 3 }, "Nothing names these 3 nodes any more then."],
])("a proof of %j says: %s", (counts, sentence) => {
  expect(tellOutcome({ ...none, nodes: 0, freed: 0, ...counts })).toBe(sentence);
});
