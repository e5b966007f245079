import type { RawAnswers } from "../a-bundle.ts";
import { account } from "../a-bundle-network.ts";
import { type Case, isOnline, type Parts, subject } from "./case.ts";

const silent = { status: "lost", sure: "likely", cause: `agent-silent ${subject.node}` };
const hybridId = "mi-0123456789abcdef0";

/** The whole account as another partition writes it. */
function moved(answers: object, partition: string, region: string): void {
  const text = JSON.stringify(answers)
    .replaceAll("arn:aws:", `arn:${partition}:`)
    .replaceAll("eu-west-1", region)
    .replaceAll("euw1-", "x1-");
  for (const name of Object.keys(answers)) Reflect.deleteProperty(answers, name);
  Object.assign(answers, JSON.parse(text));
}

const china = { partition: "aws-cn", account, region: "cn-north-1" };
const government = { partition: "aws-us-gov", account, region: "us-gov-west-1" };

function hybrid({ record, channel }: Parts, answers: Record<string, { Reservations?: unknown[] }>): void {
  Object.assign(record, {
    InstanceId: hybridId,
    ResourceType: "ManagedInstance",
    IamRole: "service-role/Hybrid",
  });
  channel.Target = hybridId;
  answers["ec2:DescribeInstances"]!.Reservations = [];
}

function addHybridRole(answers: RawAnswers, service: string): void {
  const Arn = `arn:aws:iam::${account}:role/service-role/Hybrid`;
  const Statement = [{ Effect: "Allow", Principal: { Service: service }, Action: "sts:AssumeRole" }];
  answers["iam:GetRole"].push({
    Role: {
      ...{ RoleName: "Hybrid", Arn, Path: "/service-role/" },
      AssumeRolePolicyDocument: { Version: "2012-10-17", Statement },
    },
  });
  const input = { RoleName: "Hybrid" };
  const { output } = answers["iam:ListAttachedRolePolicies"][0];
  answers["iam:ListAttachedRolePolicies"].push({ input, output });
  answers["iam:ListRolePolicies"].push({ input, output: { PolicyNames: [] } });
}

export const elsewhere: Case[] = [
  {
    name: "in China endpoints may be called with the country in front",
    way: "endpoints",
    scope: china,
    change: ({ endpoint, role }, answers) => {
      for (const service of ["ssm", "ssmmessages"]) {
        Object.assign(endpoint(service), {
          ServiceName: `cn.com.amazonaws.eu-west-1.${service}`,
          DnsEntries: [{ DnsName: `${service}.eu-west-1.amazonaws.com.cn`, HostedZoneId: "Z1" }],
        });
      }
      role.AssumeRolePolicyDocument.Statement[0].Principal.Service = "ec2.amazonaws.com.cn";
      moved(answers, china.partition, china.region);
    },
    expected: silent,
  },
  {
    name: "in China the trust may name EC2 as everywhere",
    way: "nat",
    scope: china,
    change: (_, answers) => moved(answers, china.partition, china.region),
    expected: silent,
  },
  {
    name: "in China too a VPC without endpoints and a way out lacks them",
    way: "isolated",
    scope: china,
    change: (_, answers) => moved(answers, china.partition, china.region),
    expected: { status: "lost", sure: "decided", cause: "endpoint-missing vpc vpc-1" },
  },
  {
    name: "in the government's partition everything is called by its own partition",
    way: "endpoints",
    scope: government,
    change: (_, answers) => moved(answers, government.partition, government.region),
    expected: { ...silent },
  },
  {
    name: "in the government's partition a policy of the commercial one is another policy",
    way: "nat",
    scope: government,
    change: ({ statements }, answers) => {
      statements.length = 0;
      statements.push({ Effect: "Allow", Action: "s3:*", Resource: "*" });
      moved(answers, government.partition, government.region);
    },
    expected: {
      status: "lost",
      sure: "likely",
      cause: `role-actions-missing role arn:aws-us-gov:iam::${account}:role/node`,
    },
  },
  {
    name: "a hybrid machine that answers is reachable, whatever the VPCs here are like",
    way: "isolated",
    change: (parts, answers) => {
      hybrid(parts, answers);
      isOnline(parts);
    },
    expected: { status: "reachable" },
  },
  {
    name: "a hybrid machine whose channel is closed is degraded for its own reasons",
    way: "isolated",
    change: (parts, answers) => {
      hybrid(parts, answers);
      addHybridRole(answers, "ssm.amazonaws.com");
      isOnline(parts);
      parts.channel.Status = "notconnected";
    },
    expected: { status: "degraded", cause: `session-channel-closed managed-node ${hybridId}` },
  },
  {
    name: "a hybrid machine whose role was not read may lack what its channel needs",
    way: "isolated",
    change: (parts, answers) => {
      hybrid(parts, answers);
      isOnline(parts);
      parts.channel.Status = "notconnected";
    },
    expected: { status: "degraded", sure: "undecided", cause: null },
  },
  {
    name: "a hybrid machine whose role EC2 alone may assume cannot renew its credentials",
    way: "isolated",
    change: (parts, answers) => {
      hybrid(parts, answers);
      addHybridRole(answers, "ec2.amazonaws.com");
    },
    expected: {
      status: "lost",
      sure: "decided",
      cause: `role-trust-wrong role arn:aws:iam::${account}:role/service-role/Hybrid`,
    },
  },
];
