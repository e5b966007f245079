import { expect, test } from "vitest";
import { changedDocuments } from "./changed-documents.ts";
import type { WrittenCall } from "./written-call.ts";

function aCall(operation: WrittenCall["operation"], ...stood: [kind: string, id: string][]): WrittenCall {
  const preconditions = stood.map(([kind, id]) => ({ kind, id, fingerprint: "f" }));
  return { operation, input: {}, rehearsal: "dry-run", preconditions, undo: null };
}

test("what a call stood on is what it has changed", () => {
  expect(changedDocuments(aCall("ec2:CreateRoute", ["route-table", "rtb-1"]), {})).toEqual([
    { kind: "route-table", id: "rtb-1" },
  ]);
});

test("what a call has made is known by its answer", () => {
  const output = {
    VpcEndpoint: { VpcEndpointId: "vpce-1", NetworkInterfaceIds: ["eni-1"], RouteTableIds: ["rtb-1"] },
  };
  expect(changedDocuments(aCall("ec2:CreateVpcEndpoint", ["vpc", "vpc-1"]), output)).toEqual([
    { kind: "vpc", id: "vpc-1" },
    { kind: "vpc-endpoint", id: "vpce-1" },
    { kind: "network-interface", id: "eni-1" },
    { kind: "route-table", id: "rtb-1" },
  ]);
});

test("what somebody made by hand nobody can name, nor what a call reaches beyond its input", () => {
  expect(changedDocuments(aCall("ec2:CreateVpcEndpoint", ["vpc", "vpc-1"]), null)).toBeNull();
  expect(changedDocuments(aCall("ec2:AttachInternetGateway", ["vpc", "vpc-1"]), {})).toBeNull();
});

test("IAM's word on a role is asked for again with the role", () => {
  expect(changedDocuments(aCall("iam:AttachRolePolicy", ["role", "arn:r"]), {})).toEqual([
    { kind: "role", id: "arn:r" },
    { kind: "role-simulation", id: "arn:r" },
  ]);
});
