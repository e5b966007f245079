export type RegionName = "us-east-1" | "eu-west-1" | "eu-central-1" | "ap-southeast-2";
export type AccountName = "prod" | "staging" | "data";

export const regionNames: readonly RegionName[] = [
  "us-east-1",
  "eu-west-1",
  "eu-central-1",
  "ap-southeast-2",
];

export const accountIds: Readonly<Record<AccountName, string>> = {
  prod: "210987654321",
  staging: "310412087755",
  data: "640218093317",
};

export const organizationId = "o-m7st3rd3m0";

/** The key of the account from which the others are read. Anyone may know it: it opens the demo and nothing else. */
export const demoCredentials = {
  accessKeyId: "AKIAMUSTERDEMO000001",
  secretAccessKey: "musterDemoSecretKeyOpensOnlyTheDemo00001",
} as const;

export type DemoAccount = {
  id: string;
  name: string;
  roleArn: string;
  /** The role that may change it. */
  applyRoleArn: string;
  externalId?: string;
  regions: readonly RegionName[];
  /** Where a Region's quota of managed nodes was lowered: a scope that is small enough to show what happens above it. */
  managedNodeQuotas?: Partial<Record<RegionName, number>>;
};

export const lowManagedNodeQuota = { account: accountIds.data, region: "ap-southeast-2", nodes: 10 } as const;

/** What a reader of the demo configures: the accounts, and the role that it assumes in each. */
export const demoAccounts: readonly DemoAccount[] = [
  { id: accountIds.prod, name: "prod", ...rolesOf(accountIds.prod), regions: regionNames },
  {
    id: accountIds.staging,
    name: "staging",
    ...rolesOf(accountIds.staging),
    regions: regionNames,
  },
  {
    id: accountIds.data,
    name: "data",
    ...rolesOf(accountIds.data),
    externalId: "muster-data-7f3a",
    regions: regionNames,
    managedNodeQuotas: { [lowManagedNodeQuota.region]: lowManagedNodeQuota.nodes },
  },
];

function rolesOf(account: string): Pick<DemoAccount, "roleArn" | "applyRoleArn"> {
  return {
    roleArn: `arn:aws:iam::${account}:role/muster-reader`,
    applyRoleArn: `arn:aws:iam::${account}:role/muster-fixer`,
  };
}
