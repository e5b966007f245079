import { describe, expect, test } from "vitest";
import { createDiagnosis } from "../diagnosis/diagnose.ts";
import type { CauseCode } from "../model/cause.ts";
import { scopeKey } from "../model/scope.ts";
import { Snapshot, type SnapshotPatch } from "../model/snapshot.ts";
import { aScope } from "../testing/a-document.ts";
import { aFix } from "../testing/a-fix.ts";
import { anEstate } from "../testing/an-estate.ts";
import { withAgents } from "../testing/with-agents.ts";
import type { Fix } from "./fix.ts";
import { worthOfReturn } from "./is-wanted-back.ts";
import { judgedScope } from "./judged-scope.ts";
import { planFixes } from "./plan.ts";

const scope = scopeKey(aScope);
const roleArn = (number: number) => `arn:aws:iam::${aScope.account}:role/node-${number}`;

const openGroup = aFix({
  id: "open-group",
  causes: ["security-group-egress-blocks"],
  effect: ({ snapshot, subject }) => ({
    "security-group": {
      put: [{ ...snapshot.get("security-group", subject.id)!, egress: [everywhere] }],
    },
  }),
});

const mendRole = aFix({
  id: "mend-role",
  causes: ["role-actions-missing"],
  effect: ({ snapshot, subject }) => ({
    role: {
      put: [
        {
          ...snapshot.get("role", subject.id)!,
          inlinePolicies: snapshot.get("role", roleArn(1))!.inlinePolicies,
        },
      ],
    },
  }),
});

const everywhere = {
  ...{ protocol: "-1", fromPort: null, toPort: null, ipv4Ranges: ["0.0.0.0/0"] },
  ...{ ipv6Ranges: [], prefixListIds: [], groups: [] },
};

const estate = new Snapshot(withAgents(anEstate({ nodes: 600, isTidy: true })));

function plan(snapshot: Snapshot, fixes: readonly Fix[] = [openGroup, mendRole]) {
  const world = { snapshots: new Map([[scope, snapshot]]), changes: [] };
  const diagnosis = createDiagnosis(world);
  const judgements = diagnosis.judgeScope(scope);
  const faults: string[] = [];
  const steps = planFixes(judgedScope(diagnosis, world, scope, judgements), judgements, {
    fixesOf: (code: CauseCode) => fixes.filter(({ causes }) => causes.includes(code)),
    worthOf: worthOfReturn,
    onFault: (fixId) => faults.push(fixId),
  });
  const worthOf = (ids: readonly string[]) =>
    ids.reduce((sum, id) => sum + worthOfReturn(judgements.get(id)!), 0);
  return {
    faults,
    steps: steps.map(({ fixId, subject, freed }) => ({
      worth: worthOf(freed.flatMap(({ nodeIds }) => nodeIds)),
      fix: `${fixId} ${subject.id.slice(subject.id.lastIndexOf("/") + 1)}`,
      freed: freed.reduce((sum, { nodeIds }) => sum + nodeIds.length, 0),
      after: [...new Set(freed.flatMap(({ after }) => after))],
    })),
    nodes: steps.flatMap(({ freed }) => freed.flatMap(({ nodeIds }) => nodeIds)),
  };
}

const shut = (...ids: string[]): SnapshotPatch => ({
  "security-group": { put: ids.map((id) => ({ ...estate.get("security-group", id)!, egress: [] })) },
});

describe("a plan", () => {
  const { steps, nodes } = plan(estate);

  test("begins with what brings back most, and goes on so", () => {
    expect(steps.length).toBeGreaterThan(5);
    const gains = steps.map(({ worth }) => worth);
    expect(gains).toEqual(gains.toSorted((left, right) => right - left));
    expect(gains.at(-1)).toBeGreaterThan(0);
  });

  test("counts nobody twice, and nobody who answers", () => {
    expect(new Set(nodes).size).toBe(nodes.length);
    const world = { snapshots: new Map([[scope, estate]]), changes: [] };
    const judgements = createDiagnosis(world).judgeScope(scope);
    expect(nodes.filter((id) => worthOfReturn(judgements.get(id)!) === 0)).toEqual([]);
  });

  test("ends where the engine itself says that they are free", () => {
    const patched = [openGroup, mendRole].flatMap((fix) =>
      steps.filter((step) => step.fix.startsWith(fix.id)).map((step) => ({ fix, step })),
    );
    const after = patched.reduce((snapshot, { fix, step }) => {
      const name = step.fix.split(" ")[1]!;
      const subject = {
        kind: "",
        id: fix === openGroup ? name : `arn:aws:iam::${aScope.account}:role/${name}`,
      };
      const context = { scope: aScope, snapshot, code: fix.causes[0]!, subject, nodeIds: [] };
      return snapshot.patched(fix.effect(context)!);
    }, estate);
    const world = { snapshots: new Map([[scope, after]]), changes: [] };
    const judgements = createDiagnosis(world).judgeScope(scope);
    const codes = new Set(nodes.map((id) => judgements.get(id)?.cause?.code));
    expect([...codes].filter((code) => code !== undefined && !code.startsWith("agent-"))).toEqual([]);
  });
});

test("nodes that need two fixes come with the second one, and name the first", () => {
  // Of the six nodes with this role in each VPC five stand in this group.
  const { steps } = plan(estate.patched(shut("sg-0-0")));
  const role = steps.find(({ fix }) => fix === "mend-role node-0")!;
  const group = steps.find(({ fix }) => fix === "open-group sg-0-0")!;
  expect(steps.indexOf(role)).not.toBe(steps.indexOf(group));
  const later = steps.indexOf(role) > steps.indexOf(group) ? role : group;
  const earlier = later === role ? group : role;
  expect(later.after).toContain(steps.indexOf(earlier));
});

test("a fix that frees nobody alone is followed where it opens the way to one that does", () => {
  // All that have role node-0 stand in shut groups: mending the role frees none of them.
  const members = estate
    .all("instance")
    .filter(({ instanceProfileArn }) => instanceProfileArn?.endsWith("/node-0"))
    .flatMap(({ securityGroupIds }) => securityGroupIds);
  const { steps } = plan(estate.patched(shut(...new Set(members))));
  const role = steps.findIndex(({ fix }) => fix === "mend-role node-0");
  const group = steps.findIndex(({ fix }) => fix === "open-group sg-0-0");
  expect(Math.min(role, group)).toBeGreaterThanOrEqual(0);
  expect(steps[Math.max(role, group)]?.after).toEqual([Math.min(role, group)]);
});

describe("of the fixes of one cause", () => {
  const twice = (changes: Partial<Fix>): Fix => ({ ...openGroup, id: "other", ...changes });
  const chosen = (fixes: readonly Fix[]) => plan(estate, fixes).steps[0]?.fix.split(" ")[0];

  test("the one that frees most is taken", () => {
    const idle = twice({ effect: () => ({}) });
    expect(chosen([idle, openGroup])).toBe("open-group");
  });

  test("of equals the one with the least risk, then the least cost", () => {
    const risky = twice({ risk: () => ({ level: "high", sentence: "" }) });
    expect(chosen([risky, openGroup])).toBe("open-group");
    const dear = twice({ cost: () => ({ monthlyUsd: 30, sentence: "" }) });
    expect(chosen([dear, openGroup])).toBe("open-group");
    const unpriced = twice({ cost: () => ({ monthlyUsd: null, sentence: "" }) });
    expect(chosen([unpriced, dear])).toBe("other");
  });

  test("one that fails is told of, and the others are tried", () => {
    const broken = twice({
      effect: () => {
        throw new Error("a bug");
      },
    });
    const { steps, faults } = plan(estate, [broken, openGroup]);
    expect(steps[0]?.fix).toMatch(/^open-group/);
    expect(new Set(faults)).toEqual(new Set(["other"]));
  });

  test("one that harms as many as it frees is not taken", () => {
    const robbing = twice({
      effect: (context) => {
        const others = context.snapshot.all("security-group").filter(({ id }) => /^sg-[01]-\d$/.test(id));
        const { put } = openGroup.effect(context)!["security-group"]!;
        return { "security-group": { put: [...put!, ...others.map((group) => ({ ...group, egress: [] }))] } };
      },
    });
    expect(plan(estate, [robbing]).steps).toEqual([]);
  });
});
