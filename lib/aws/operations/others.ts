import { DescribeAutoScalingInstancesCommand } from "@aws-sdk/client-auto-scaling";
import { LookupEventsCommand } from "@aws-sdk/client-cloudtrail";
import { ListRulesCommand, ListTargetsByRuleCommand } from "@aws-sdk/client-eventbridge";
import { ListAccountsCommand } from "@aws-sdk/client-organizations";
import { ListGroupResourcesCommand, ListGroupsCommand } from "@aws-sdk/client-resource-groups";
import { ListHostedZonesByVPCCommand } from "@aws-sdk/client-route-53";
import { GetCallerIdentityCommand } from "@aws-sdk/client-sts";
import { operationsOf, published, unpublished } from "../operation.ts";

const guessed = unpublished(10, 10);

export const otherOperations = {
  "autoscaling:DescribeAutoScalingInstances": operationsOf("autoscaling", (clients) => clients.autoscaling)(
    DescribeAutoScalingInstancesCommand,
    {
      quota: guessed,
      items: "AutoScalingInstances",
      paging: { token: "NextToken", next: "NextToken", size: { field: "MaxRecords", max: 50 } },
    },
  ),
  "cloudtrail:LookupEvents": operationsOf("cloudtrail", (clients) => clients.cloudtrail)(
    LookupEventsCommand,
    {
      quota: published(2, 2),
      items: "Events",
      paging: { token: "NextToken", next: "NextToken", size: { field: "MaxResults", max: 50 } },
    },
  ),
  "events:ListRules": operationsOf("events", (clients) => clients.events)(ListRulesCommand, {
    quota: guessed,
    items: "Rules",
    paging: { token: "NextToken", next: "NextToken", size: { field: "Limit", max: 100 } },
  }),
  "events:ListTargetsByRule": operationsOf("events", (clients) => clients.events)(ListTargetsByRuleCommand, {
    quota: guessed,
    items: "Targets",
    paging: { token: "NextToken", next: "NextToken", size: { field: "Limit", max: 100 } },
  }),
  "organizations:ListAccounts": operationsOf("organizations", (clients) => clients.organizations)(
    ListAccountsCommand,
    {
      level: "account",
      quota: guessed,
      items: "Accounts",
      paging: { token: "NextToken", next: "NextToken", size: { field: "MaxResults", max: 20 } },
    },
  ),
  "resource-groups:ListGroups": operationsOf("resource-groups", (clients) => clients["resource-groups"])(
    ListGroupsCommand,
    {
      quota: guessed,
      items: "GroupIdentifiers",
      paging: { token: "NextToken", next: "NextToken", size: { field: "MaxResults", max: 50 } },
    },
  ),
  "resource-groups:ListGroupResources": operationsOf(
    "resource-groups",
    (clients) => clients["resource-groups"],
  )(ListGroupResourcesCommand, {
    quota: guessed,
    items: "Resources",
    paging: { token: "NextToken", next: "NextToken", size: { field: "MaxResults", max: 50 } },
  }),
  "route53:ListHostedZonesByVPC": operationsOf("route53", (clients) => clients.route53)(
    ListHostedZonesByVPCCommand,
    {
      level: "account",
      quota: published(5, 5),
      items: "HostedZoneSummaries",
      paging: { token: "NextToken", next: "NextToken", size: { field: "MaxItems", max: 100 } },
    },
  ),
  "sts:GetCallerIdentity": operationsOf("sts", (clients) => clients.sts)(GetCallerIdentityCommand, {
    quota: guessed,
  }),
};
