import { describe, expect, test } from "vitest";
import type { DocumentKind } from "../../model/document-kind.ts";
import { aGap, aScope, aSnapshot, type WorldParts } from "../../testing/a-document.ts";
import { changed, endpointOnly, privateSubnetWithNat, publicSubnet } from "../../testing/documented-vpcs.ts";
import { createNetwork } from "../network.ts";

function judge(parts: WorldParts, gaps: DocumentKind[] = []) {
  const network = createNetwork(aSnapshot(parts, { gaps: gaps.map((kind) => aGap(kind, "ec2:Read")) }));
  const { answer, obstacles } = network.judge("i-1", "ssm");
  return { answer, blamed: obstacles.map(({ cause, subject }) => `${cause} ${subject.id}`) };
}

describe("Block Public Access", () => {
  const blocking = (parts: WorldParts, internetGatewayBlockMode: string, mode?: string, id = "vpc/vpc-1") =>
    changed(parts, "block-public-access", aScope.region, {
      internetGatewayBlockMode,
      exclusions: mode
        ? [
            {
              id: "x",
              mode,
              resourceArn: `arn:aws:ec2:eu-west-1:123456789012:${id}`,
              state: "create-complete",
            },
          ]
        : [],
    });

  test.each<[string, string | undefined, "reachable" | "blocked", "reachable" | "blocked"]>([
    ["off", undefined, "reachable", "reachable"],
    ["block-ingress", undefined, "blocked", "reachable"],
    ["block-bidirectional", undefined, "blocked", "blocked"],
    ["block-ingress", "allow-bidirectional", "reachable", "reachable"],
    ["block-bidirectional", "allow-bidirectional", "reachable", "reachable"],
    ["block-ingress", "allow-egress", "blocked", "reachable"],
    ["block-bidirectional", "allow-egress", "blocked", "reachable"],
  ])("%s with %s: public address %s, NAT %s", (mode, exclusion, direct, translated) => {
    expect(judge(blocking(publicSubnet, mode, exclusion)).answer).toBe(direct);
    expect(judge(blocking(privateSubnetWithNat, mode, exclusion)).answer).toBe(translated);
    expect(judge(blocking(endpointOnly, mode, exclusion)).answer).toBe("reachable");
  });

  test("blames the VPC, and asks for the exclusion of the NAT gateway's subnet", () => {
    const parts = blocking(
      privateSubnetWithNat,
      "block-bidirectional",
      "allow-egress",
      "subnet/subnet-private",
    );
    expect(judge(parts).blamed).toEqual(["public-access-blocked vpc-1"]);
  });

  test.each([
    ["off", "reachable"],
    ["block-ingress", "undecided"],
  ])(
    "is what AWS says of the subnet, where the options were not read, but for exclusions: %s is %s",
    (mode, answer) => {
      const stated = changed(publicSubnet, "subnet", "subnet-public", { internetGatewayBlockMode: mode });
      expect(judge(stated, ["block-public-access"])).toEqual({ answer, blamed: [] });
    },
  );
});
