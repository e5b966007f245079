import type { AccountName } from "../demo-accounts.ts";
import type { Tier } from "../network/ground.ts";
import type { ImageKey } from "./images.ts";

/** A kind of node that a team runs: all that its nodes have in common. */
export type Service = {
  /** The start of its nodes' names: `api` has api-1, api-2 … */
  name: string;
  account: AccountName;
  team: string;
  owner: string;
  costCenter: string;
  /** The instance profile, and the role in it. */
  profile: string;
  /** Names of AWS's managed policies beyond those that every node has. */
  managed?: string[];
  tier: Extract<Tier, "public" | "private" | "database">;
  images: readonly [ImageKey, ...ImageKey[]];
  types: readonly [string, ...string[]];
  /** Its nodes stand in an Auto Scaling group of this name, by Region. */
  isScaled?: boolean;
  /** How its share of the account's ordinary nodes compares with the others'. */
  weight: number;
};

const prod = { account: "prod" } as const;
const staging = { account: "staging" } as const;
const data = { account: "data" } as const;

const payments = { team: "payments", owner: "payments@muster.example", costCenter: "CC-1410" };
const platform = { team: "platform", owner: "platform@muster.example", costCenter: "CC-1100" };
const checkout = { team: "checkout", owner: "checkout@muster.example", costCenter: "CC-1420" };
const risk = { team: "risk", owner: "risk@muster.example", costCenter: "CC-1455" };
const workplace = { team: "workplace", owner: "it-desk@muster.example", costCenter: "CC-1900" };
const insight = { team: "insight", owner: "data@muster.example", costCenter: "CC-1620" };

export const services: readonly Service[] = [
  {
    ...prod,
    ...payments,
    name: "api",
    profile: "payments-api",
    tier: "private",
    images: ["al2023-arm"],
    types: ["m7g.large", "m7g.xlarge"],
    isScaled: true,
    weight: 16,
  },
  {
    ...prod,
    ...checkout,
    name: "checkout",
    profile: "checkout",
    tier: "private",
    images: ["al2023-arm"],
    types: ["m7g.large"],
    isScaled: true,
    weight: 12,
  },
  {
    ...prod,
    ...payments,
    name: "worker",
    profile: "app-workers",
    tier: "private",
    images: ["al2023", "al2"],
    types: ["c6i.large", "c6i.xlarge"],
    isScaled: true,
    weight: 18,
  },
  {
    ...prod,
    ...checkout,
    name: "search",
    profile: "search",
    tier: "private",
    images: ["ubuntu-22"],
    types: ["r6i.xlarge"],
    weight: 6,
  },
  {
    ...prod,
    ...payments,
    name: "ledger",
    profile: "ledger",
    tier: "private",
    images: ["rhel-9"],
    types: ["r6i.2xlarge"],
    weight: 5,
  },
  {
    ...prod,
    ...platform,
    name: "k8s-node",
    profile: "k8s-nodes",
    managed: ["AmazonEKSWorkerNodePolicy", "AmazonEC2ContainerRegistryReadOnly"],
    tier: "private",
    images: ["al2023"],
    types: ["m6i.2xlarge", "m6i.4xlarge"],
    isScaled: true,
    weight: 18,
  },
  {
    ...prod,
    ...payments,
    name: "orders-db",
    profile: "orders-db",
    tier: "database",
    images: ["rhel-9", "al2"],
    types: ["r6i.4xlarge"],
    weight: 4,
  },
  {
    ...prod,
    ...platform,
    name: "cache",
    profile: "cache",
    tier: "private",
    images: ["al2023-arm"],
    types: ["r7g.large"],
    weight: 5,
  },
  {
    ...prod,
    ...platform,
    name: "bastion",
    profile: "bastion",
    tier: "public",
    images: ["al2023-arm"],
    types: ["t4g.micro"],
    weight: 1,
  },
  {
    ...prod,
    ...workplace,
    name: "dc",
    profile: "windows-domain",
    tier: "private",
    images: ["windows-2022", "windows-2019"],
    types: ["m6i.large"],
    weight: 2,
  },
  {
    ...prod,
    ...risk,
    name: "fraud",
    profile: "fraud",
    tier: "private",
    images: ["ubuntu-24"],
    types: ["c6i.2xlarge"],
    isScaled: true,
    weight: 6,
  },
  {
    ...prod,
    ...payments,
    name: "batch",
    profile: "batch",
    tier: "private",
    images: ["al2", "al2023"],
    types: ["m5.xlarge"],
    weight: 7,
  },
  {
    ...staging,
    ...payments,
    name: "stg-api",
    profile: "stg-api",
    tier: "private",
    images: ["al2023-arm"],
    types: ["t4g.medium"],
    isScaled: true,
    weight: 14,
  },
  {
    ...staging,
    ...checkout,
    name: "stg-web",
    profile: "stg-web",
    tier: "private",
    images: ["al2023-arm"],
    types: ["t4g.small"],
    isScaled: true,
    weight: 12,
  },
  {
    ...staging,
    ...platform,
    name: "stg-cache",
    profile: "stg-cache",
    tier: "private",
    images: ["ubuntu-22"],
    types: ["t3.medium"],
    weight: 6,
  },
  {
    ...staging,
    ...payments,
    name: "stg-batch",
    profile: "stg-batch",
    tier: "private",
    images: ["al2"],
    types: ["t3.large"],
    weight: 6,
  },
  {
    ...staging,
    ...platform,
    name: "ci-agent",
    profile: "ci-agent",
    tier: "private",
    images: ["ubuntu-24", "ubuntu-22"],
    types: ["c6i.2xlarge"],
    isScaled: true,
    weight: 20,
  },
  {
    ...staging,
    ...workplace,
    name: "stg-dc",
    profile: "stg-windows",
    tier: "private",
    images: ["windows-2022"],
    types: ["t3.large"],
    weight: 2,
  },
  {
    ...data,
    ...insight,
    name: "etl",
    profile: "etl",
    tier: "private",
    images: ["al2023"],
    types: ["r6i.2xlarge"],
    weight: 14,
  },
  {
    ...data,
    ...insight,
    name: "warehouse",
    profile: "warehouse",
    tier: "private",
    images: ["rhel-9"],
    types: ["r6i.4xlarge"],
    weight: 8,
  },
  {
    ...data,
    ...insight,
    name: "spark",
    profile: "spark",
    tier: "private",
    images: ["al2023", "al2"],
    types: ["m6i.4xlarge"],
    isScaled: true,
    weight: 22,
  },
  {
    ...data,
    ...insight,
    name: "kafka",
    profile: "kafka",
    tier: "private",
    images: ["ubuntu-22"],
    types: ["m6i.2xlarge"],
    weight: 8,
  },
  {
    ...data,
    ...risk,
    name: "ml-train",
    profile: "ml-train",
    tier: "private",
    images: ["ubuntu-24"],
    types: ["g5.2xlarge"],
    weight: 4,
  },
  {
    ...data,
    ...insight,
    name: "notebook",
    profile: "notebooks",
    managed: ["AmazonS3ReadOnlyAccess"],
    tier: "private",
    images: ["ubuntu-22"],
    types: ["t3.xlarge"],
    weight: 8,
  },
  {
    ...data,
    ...insight,
    name: "reports",
    profile: "reports",
    tier: "private",
    images: ["windows-2019", "windows-2022"],
    types: ["m6i.xlarge"],
    weight: 3,
  },
];

export function serviceNamed(name: string): Service {
  const service = services.find((candidate) => candidate.name === name);
  if (!service) throw new Error(`the demo has no service ${name}`);
  return service;
}
