import {
  DescribeOrganization$,
  type DescribeOrganizationResponse,
  ListAccounts$,
  type ListAccountsRequest,
  type ListAccountsResponse,
  type Account as OrganizationAccount,
} from "@aws-sdk/client-organizations";
import { defineOperation, type OperationContext } from "../operation.ts";
import type { Account } from "../world.ts";

export const describeOrganization = defineOperation<object, DescribeOrganizationResponse>({
  service: "organizations",
  schema: DescribeOrganization$,
  action: "organizations:DescribeOrganization",
  handle(context) {
    const [management] = members(context);
    const { organizationId } = context.account;
    return {
      Organization: {
        Id: organizationId,
        Arn: `arn:aws:organizations::${management?.id}:organization/${organizationId}`,
        FeatureSet: "ALL",
        MasterAccountArn: management && arnOf(management, management),
        MasterAccountId: management?.id,
        MasterAccountEmail: management && emailOf(management),
        AvailablePolicyTypes: [{ Type: "SERVICE_CONTROL_POLICY", Status: "ENABLED" }],
      },
    };
  },
});

export const listAccounts = defineOperation<ListAccountsRequest, ListAccountsResponse>({
  service: "organizations",
  schema: ListAccounts$,
  action: "organizations:ListAccounts",
  handle(context, { MaxResults, NextToken }) {
    const [management] = members(context);
    if (management?.id !== context.account.id)
      context.fail("AccessDeniedException", "You don't have permissions to access this resource.");
    const page = context.page({
      items: members(context),
      keyOf: (account) => account.id,
      maxResults: MaxResults,
      nextToken: NextToken,
      limits: { minimum: 1, maximum: 20 },
    });
    return {
      Accounts: page.items.map((account) => toAccount(account, management ?? account)),
      NextToken: page.nextToken,
    };
  },
});

/** The organization's accounts; the first one manages it. */
function members({ world, account }: OperationContext): Account[] {
  return [...world.accounts.values()].filter(
    ({ organizationId }) => organizationId === account.organizationId,
  );
}

function toAccount(account: Account, management: Account): OrganizationAccount {
  return {
    Id: account.id,
    Arn: arnOf(account, management),
    Email: emailOf(account),
    Name: account.name,
    Status: "ACTIVE",
    State: "ACTIVE",
    JoinedMethod: account.id === management.id ? "INVITED" : "CREATED",
    JoinedTimestamp: new Date("2021-03-08T09:12:44Z"),
  };
}

function arnOf(account: Account, management: Account): string {
  return `arn:aws:organizations::${management.id}:account/${account.organizationId}/${account.id}`;
}

function emailOf({ name }: Account): string {
  return `aws+${name.toLowerCase().replace(/[^a-z0-9]+/g, "-")}@example.com`;
}
