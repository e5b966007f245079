import { beforeAll, expect, test } from "vitest";
import type { DocumentKind } from "../../model/document-kind.ts";
import { scopeKey } from "../../model/scope.ts";
import { type Owner, Snapshot } from "../../model/snapshot.ts";
import { nodeId, roleArn } from "../../testing/a-bundle.ts";
import { aDocument } from "../../testing/a-document.ts";
import { anAccount, partsOfSnapshot } from "../../testing/an-account.ts";
import { NodeView } from "../node-view.ts";
import { runCheck } from "../run-checks.ts";
import { createScope } from "../scope-view.ts";
import { checks } from "./index.ts";

/** A snapshot that notes of which kinds it is asked. */
class WatchedSnapshot extends Snapshot {
  readonly asked = new Set<DocumentKind>();

  override get<Kind extends DocumentKind>(kind: Kind, id: string) {
    this.asked.add(kind);
    return super.get(kind, id);
  }

  override all<Kind extends DocumentKind>(kind: Kind) {
    this.asked.add(kind);
    return super.all(kind);
  }

  override of<Kind extends DocumentKind>(owner: Owner, id: string, kind: Kind) {
    this.asked.add(kind);
    return super.of(owner, id, kind);
  }
}

let situations: Snapshot[];

beforeAll(async () => {
  const accounts = await Promise.all(
    (["endpoints", "nat", "isolated"] as const).map((way) => anAccount(way)),
  );
  situations = accounts.flatMap((account) => {
    const instance = account.get("instance", nodeId)!;
    const record = account.get("managed-node", nodeId)!;
    const online = {
      "managed-node": { put: [{ ...record, pingStatus: "Online", lastPingAt: account.at } as const] },
    };
    return [
      account,
      account.patched(online),
      account.patched({ "managed-node": { remove: [nodeId] } }),
      account.patched({ instance: { put: [{ ...instance, instanceProfileArn: null }] } }),
      account.patched({ instance: { put: [{ ...instance, state: "stopped" }] } }),
      account.patched({ instance: { remove: [nodeId] } }),
      account.patched({ role: { put: [aDocument("role", roleArn, { name: "node", trustPolicy: null })] } }),
      account.patched({ ...online, "connection-status": { put: [{ id: nodeId, status: "notconnected" }] } }),
    ];
  });
});

test.each(checks.map((check) => [check.id, check] as const))(
  "%s reads only what it says that it needs",
  (_, check) => {
    const asked = new Set<DocumentKind>();
    for (const situation of situations) {
      const snapshot = new WatchedSnapshot(partsOfSnapshot(situation));
      const scope = scopeKey(snapshot.scope);
      const { view } = createScope({ snapshots: new Map([[scope, snapshot]]), changes: [] }, scope);
      const finding = runCheck(check, new NodeView(nodeId, view));
      finding.explain();
      for (const kind of snapshot.asked) asked.add(kind);
    }
    const needs: readonly DocumentKind[] = check.needs;
    expect([...asked].filter((kind) => !needs.includes(kind))).toEqual([]);
  },
);
