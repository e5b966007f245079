import { describe, expect, test } from "vitest";
import type { Instance } from "../../model/documents/instance.ts";
import type { ManagedNode } from "../../model/documents/managed-node.ts";
import type { Subnet } from "../../model/documents/subnet.ts";
import { aDocument, aGap, type WorldParts } from "../../testing/a-document.ts";
import { aNodeView, outcomeOf, type Surroundings } from "../../testing/a-node-view.ts";
import { hostManagementSettingId } from "../identity/host-management.ts";
import { agentOutdated as check } from "./agent-outdated.ts";

const id = "i-0123456789abcdef0";
const failed = `fail agent-outdated instance/${id}`;
const lost = { pingStatus: "ConnectionLost" } as const;

function aNode(
  registration: Partial<ManagedNode> | null,
  {
    instance = {},
    subnet = {},
    parts = {} as WorldParts,
    ...around
  }: Surroundings & {
    instance?: Partial<Instance>;
    subnet?: Partial<Subnet>;
    parts?: WorldParts;
  } = {},
) {
  return aNodeView(
    id,
    {
      instance: [aDocument("instance", id, instance)],
      subnet: [aDocument("subnet", "subnet-1", subnet)],
      "managed-node": registration === null ? [] : [aDocument("managed-node", id, registration)],
      "instance-profile": [aDocument("instance-profile", "arn:aws:iam::123456789012:instance-profile/node")],
      role: [aDocument("role", "arn:aws:iam::123456789012:role/node")],
      ...parts,
    },
    around,
  );
}

describe("the session channel", () => {
  test("is beyond an agent before 2.3.68.0 that is heard", () => {
    expect(outcomeOf(check, aNode({ agentVersion: "2.2.619.0" }))).toBe(failed);
    expect(outcomeOf(check, aNode({ agentVersion: "2.3.68.0" }))).toBe("pass");
  });

  test("is no reason for an old agent's silence", () => {
    expect(outcomeOf(check, aNode({ agentVersion: "2.2.619.0", ...lost }))).toBe("warn");
  });
});

describe("default host management", () => {
  const parts: WorldParts = {
    "service-setting": [aDocument("service-setting", hostManagementSettingId, { value: "Default" })],
  };
  const instance = { instanceProfileArn: null };

  test("is beyond a silent agent before 3.2.582.0 that depends on it", () => {
    expect(outcomeOf(check, aNode({ agentVersion: "3.1.821.0", ...lost }, { instance, parts }))).toBe(failed);
    expect(outcomeOf(check, aNode({ agentVersion: "3.2.582.0", ...lost }, { instance, parts }))).toBe("pass");
  });

  test("is nothing to one that has a profile, or is heard all the same", () => {
    expect(outcomeOf(check, aNode({ agentVersion: "3.1.821.0", ...lost }, { parts }))).toBe("pass");
    expect(outcomeOf(check, aNode({ agentVersion: "3.1.821.0" }, { instance, parts }))).toBe("pass");
  });

  test("leaves it unknown where its setting was not read", () => {
    const gaps = [aGap("service-setting", "ssm:GetServiceSetting")];
    expect(outcomeOf(check, aNode({ agentVersion: "3.1.821.0", ...lost }, { instance, gaps }))).toBe(
      "unknown ssm:GetServiceSetting",
    );
  });
});

describe("IPv6 alone", () => {
  const instance = { privateAddress: null, ipv6Address: "2001:db8::10" };

  test("is likely beyond a silent agent before 3.3.3270.0", () => {
    expect(outcomeOf(check, aNode({ agentVersion: "3.3.1957.0", ...lost }, { instance }))).toBe(
      `${failed} (likely)`,
    );
    expect(outcomeOf(check, aNode({ agentVersion: "3.3.3270.0", ...lost }, { instance }))).toBe("pass");
  });

  test("is nothing where names are translated, beside IPv4, and to one that is heard", () => {
    const old = { agentVersion: "3.3.1957.0", ...lost };
    expect(outcomeOf(check, aNode(old, { instance, subnet: { enableDns64: true } }))).toBe("pass");
    expect(outcomeOf(check, aNode(old, { instance: { ipv6Address: "2001:db8::10" } }))).toBe("pass");
    expect(outcomeOf(check, aNode({ agentVersion: "3.3.1957.0" }, { instance }))).toBe("pass");
  });
});

describe("the latest version", () => {
  test("is not needed, and its lack told on Linux alone", () => {
    expect(outcomeOf(check, aNode({ isLatestVersion: false }))).toBe("warn");
    expect(outcomeOf(check, aNode({ isLatestVersion: false, platform: "windows" }))).toBe("pass");
  });
});

test("does not apply where there is no record, or no running instance", () => {
  expect(outcomeOf(check, aNode(null))).toBe("does not apply");
  expect(outcomeOf(check, aNode({}, { instance: { state: "stopped" } }))).toBe("does not apply");
});

test.each([null, "", "dev"])("passes an agent whose version is %j", (agentVersion) => {
  expect(outcomeOf(check, aNode({ agentVersion, ...lost }))).toBe("pass");
});

test("blames a hybrid node by its record", () => {
  const hybrid = "mi-0123456789abcdef0";
  const record = aDocument("managed-node", hybrid, { agentVersion: "2.2.619.0" });
  expect(outcomeOf(check, aNodeView(hybrid, { "managed-node": [record] }))).toBe(
    `fail agent-outdated managed-node/${hybrid}`,
  );
});
