import { expect, test } from "vitest";
import type { ScopeKey } from "../../model/scope.ts";
import { subjectKey } from "../../model/subject-key.ts";
import type { StoredProof } from "../../store/proofs.ts";
import { keyOf, tellAlone } from "./tell-alone.ts";

const scope: ScopeKey = "111122223333:us-east-1";
const endpointGroup = { kind: "security-group", id: "sg-0b" };

function aStoredProof(changes: Partial<StoredProof> = {}): StoredProof {
  return {
    ...{ scope, at: 0, code: "security-group-egress-blocks", fixId: "allow-security-group-egress" },
    subject: { kind: "security-group", id: "sg-0a" },
    proved: {
      ...{ nodes: 26, freed: 22, cannotTell: 0, dropped: 0, harmed: [] },
      meetNext: [{ code: "endpoint-security-group-blocks", subject: endpointGroup, nodes: 4 }],
    },
    ...changes,
  };
}

test("a cause frees what its best fix frees, and says which fix of the plan the others need as well", () => {
  const weak = aStoredProof({ fixId: "another", proved: { ...aStoredProof().proved!, freed: 1 } });
  const key = keyOf("endpoint-security-group-blocks", subjectKey(scope, endpointGroup));
  const [alone] = tellAlone([weak, aStoredProof()], new Map([[key, 4]]));
  expect(alone).toMatchObject({ freed: 22, note: "4 also need fix 4" });
  expect(alone!.walkthroughId).toMatch(/^allow-security-group-egress~/);
});

test("a next cause that is not on the plan is another fix", () => {
  expect(tellAlone([aStoredProof()], new Map())[0]!.note).toBe("4 also need another fix");
});

test("where nothing can be proved no number is made up, and who could is said", () => {
  const [alone] = tellAlone([aStoredProof({ code: "agent-silent", proved: null })], new Map());
  expect(alone).toMatchObject({ freed: null, note: "look on the host" });
});
