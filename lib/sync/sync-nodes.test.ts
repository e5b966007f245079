import { AuthorizeSecurityGroupEgressCommand, EC2Client } from "@aws-sdk/client-ec2";
import { expect, test } from "vitest";
import { scopeKey } from "../model/scope.ts";
import { describeStores } from "../testing/describe-stores.ts";
import { startDemoEndpoint } from "../testing/endpoint.ts";
import { standingFor } from "../testing/standing-for.ts";
import { syncNodes } from "./sync-nodes.ts";
import { syncScope } from "./sync-scope.ts";

describeStores(({ open }) => {
  test("of the rest of the scope only the documents that are named are read again with the nodes", async () => {
    const endpoint = await startDemoEndpoint({ nodes: 300 });
    const connection = endpoint.connect({ sharedAnswersMs: 0 });
    const scope = endpoint.scopes.find((one) => scopeKey(one) === "640218093317:us-east-1")!;
    const key = scopeKey(scope);
    const store = await open();
    await store.saveScopes([{ ...scope, accountName: null }]);
    let clock = Date.now();
    const options = {
      ...{ store, reader: connection.reader(scope), ageOf: standingFor(30 * 60_000) },
      ...{ managedNodeQuota: 10_000, withOptional: false, now: () => Math.max(++clock, Date.now()) },
      onNodes: () => undefined,
    };
    await syncScope({ ...options, reason: "first", onProgress: () => undefined });
    const condition = [...endpoint.world.conditions.values()].find(
      ({ code, account }) => code === "security-group-egress-blocks" && account === scope.account,
    )!;
    const nodes = async () => {
      const rows = [];
      for await (const batch of store.loadNodes()) rows.push(...batch);
      return rows.filter(({ id }) => condition.nodes.includes(id)).map(({ cause }) => cause?.code);
    };
    expect(new Set(await nodes())).toEqual(new Set(["security-group-egress-blocks"]));

    const group = condition.subject.id;
    const anywhere = [{ IpProtocol: "tcp", FromPort: 443, ToPort: 443, IpRanges: [{ CidrIp: "0.0.0.0/0" }] }];
    await new EC2Client(endpoint.clientConfig(scope)).send(
      new AuthorizeSecurityGroupEgressCommand({ GroupId: group, IpPermissions: anywhere }),
    );
    const before = await store.countSingleChanges(key, ["security-group"]);
    await syncNodes(options, { ids: condition.nodes });
    expect(new Set(await nodes())).toEqual(new Set(["security-group-egress-blocks"]));
    await syncNodes(options, { ids: condition.nodes, documents: [{ kind: "security-group", id: group }] });
    expect(await nodes()).not.toContain("security-group-egress-blocks");
    expect(await store.countSingleChanges(key, ["security-group"])).toBe(before + 1);
    connection.close();
    await endpoint.close();
  });
});
