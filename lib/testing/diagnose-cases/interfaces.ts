import type { RawAnswers } from "../a-bundle.ts";
import { anInterface } from "../a-bundle-network.ts";
import { type Case, subject } from "./case.ts";

const silent = { status: "lost", sure: "likely", cause: `agent-silent ${subject.node}` };

function aSecond(subnet: string, address: string, group: string, parts: object = {}): object {
  return {
    ...anInterface("eni-second", subnet, address, [group]),
    Attachment: { DeviceIndex: 1, NetworkCardIndex: 0, Status: "attached" },
    ...parts,
  };
}

function addGroup(answers: RawAnswers, GroupId: string, IpPermissionsEgress: object[]): void {
  answers["ec2:DescribeSecurityGroups"].SecurityGroups.push({
    ...{ GroupId, GroupName: GroupId, VpcId: "vpc-1", IpPermissions: [], IpPermissionsEgress },
  });
}

const publicly = { PublicIp: "203.0.113.77", IpOwnerId: "amazon" };

export const interfaces: Case[] = [
  {
    name: "a second interface that lets out does not help the first, by which the system sends",
    way: "nat",
    change: ({ instance, group }, answers) => {
      addGroup(answers, "sg-second", group("sg-node").IpPermissionsEgress);
      group("sg-node").IpPermissionsEgress = [];
      // EC2 promises no order.
      instance.NetworkInterfaces.unshift(aSecond("subnet-node", "10.0.1.20", "sg-second"));
    },
    expected: { status: "lost", sure: "decided", cause: `security-group-egress-blocks ${subject.group}` },
  },
  {
    name: "a second interface that lets nothing out does not harm the first",
    way: "nat",
    change: ({ instance }, answers) => {
      addGroup(answers, "sg-second", []);
      instance.NetworkInterfaces.unshift(aSecond("subnet-node", "10.0.1.20", "sg-second"));
    },
    expected: silent,
  },
  {
    name: "a public address of the second interface is none of the first",
    way: "public",
    change: ({ instance }) => {
      const [own] = instance.NetworkInterfaces;
      delete instance.PublicIpAddress;
      delete own.Association;
      delete own.PrivateIpAddresses[0].Association;
      const PrivateIpAddresses = [{ PrivateIpAddress: "10.0.0.20", Primary: true, Association: publicly }];
      instance.NetworkInterfaces.push(
        aSecond("subnet-public", "10.0.0.20", "sg-node", { Association: publicly, PrivateIpAddresses }),
      );
    },
    expected: { status: "lost", sure: "decided", cause: "public-address-missing network-interface eni-node" },
  },
  {
    name: "a public address of a secondary private address is none of the primary one",
    way: "public",
    change: ({ instance }) => {
      const [own] = instance.NetworkInterfaces;
      delete instance.PublicIpAddress;
      delete own.Association;
      delete own.PrivateIpAddresses[0].Association;
      own.PrivateIpAddresses.unshift({
        ...{ PrivateIpAddress: "10.0.0.11", Primary: false, Association: publicly },
      });
    },
    expected: { status: "lost", sure: "decided", cause: "public-address-missing network-interface eni-node" },
  },
  {
    name: "a second network card with a first device is not the first interface",
    way: "nat",
    change: ({ instance, group }, answers) => {
      addGroup(answers, "sg-second", []);
      instance.NetworkInterfaces.unshift(
        aSecond("subnet-node", "10.0.1.20", "sg-second", {
          Attachment: { DeviceIndex: 0, NetworkCardIndex: 1, Status: "attached" },
        }),
      );
      group("sg-node").IpPermissionsEgress = group("sg-node").IpPermissionsEgress.slice();
    },
    expected: silent,
  },
  {
    name: "groups on the instance itself are not asked where its first interface has others",
    way: "nat",
    change: ({ instance }, answers) => {
      addGroup(answers, "sg-second", []);
      instance.SecurityGroups = [{ GroupId: "sg-second", GroupName: "second" }];
    },
    expected: silent,
  },
];
