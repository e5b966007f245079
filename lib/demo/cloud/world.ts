import type { LifecycleHook } from "@aws-sdk/client-auto-scaling";
import type {
  DhcpOptions,
  Tag as Ec2Tag,
  EgressOnlyInternetGateway,
  IamInstanceProfileAssociation,
  Image,
  Instance,
  InstanceStatus,
  InternetGateway,
  ManagedPrefixList,
  NatGateway,
  NetworkAcl,
  NetworkInterface,
  PrefixListEntry,
  RouteTable,
  SecurityGroup,
  Subnet,
  TransitGatewayVpcAttachment,
  Vpc,
  VpcBlockPublicAccessExclusion,
  VpcBlockPublicAccessOptions,
  VpcEndpoint,
  VpcPeeringConnection,
} from "@aws-sdk/client-ec2";
import type { Target as EventTarget, Rule } from "@aws-sdk/client-eventbridge";
import type { Tag as IamTag } from "@aws-sdk/client-iam";
import type {
  Activation,
  AssociationDescription,
  AssociationExecution,
  AssociationExecutionTarget,
  AutomationExecution,
  Command,
  CommandInvocation,
  MaintenanceWindowExecution,
  MaintenanceWindowExecutionTaskIdentity,
  MaintenanceWindowExecutionTaskInvocationIdentity,
  MaintenanceWindowIdentity,
  MaintenanceWindowTarget,
  MaintenanceWindowTask,
  OpsItem,
  ServiceSetting,
  Session,
  Tag,
} from "@aws-sdk/client-ssm";
import type { Agent } from "./agent.ts";
import type { ChangeListener } from "./change.ts";
import type { Clock } from "./clock.ts";
import type { Condition, PlantedFailure } from "./condition.ts";
import type { DueChange } from "./due.ts";
import type { Unconfirmed } from "./unconfirmed.ts";

/**
 * The whole demo cloud. Resources are kept in the shapes in which the AWS APIs answer them (the SDK's own output
 * types), so that serving one is a walk over its schema and never a translation.
 */
export type World = {
  seed: number;
  partition: "aws";
  clock: Clock;
  accounts: Map<string, Account>;
  /** Every planted condition, by id: the independent truth about what is wrong with whom. */
  conditions: Map<string, Condition>;
  /** Every planted failure of the history: the independent truth about what failed and why. */
  plantedFailures?: PlantedFailure[];
  /** How this cloud behaves where AWS's behaviour is not known; what is left out is the default. */
  unconfirmed?: Partial<Unconfirmed>;
  /** Who reacts to changes (change.ts). */
  listeners?: Set<ChangeListener>;
  /** Records what recurs, up to `now`: pipelines, schedules and people go on while the cloud is served. */
  goOn?(now: number): void;
  /** Changes that take their time, in any order (due.ts). */
  due?: DueChange[];
  /** Grows with every change: what was derived from an older revision is stale. */
  revision?: number;
};

export type Account = {
  id: string;
  name: string;
  /** Access key ids that sign as this account's root reader; sessions of assumed roles are added at run time. */
  accessKeyIds: Set<string>;
  organizationId: string;
  /** Service control policies above this account: documents as IAM prints them, evaluated by the simulator. */
  serviceControlPolicies: PolicyDocument[];
  iam: IamState;
  regions: Map<string, Region>;
};

export type PolicyDocument = { Version?: string; Id?: string; Statement: PolicyStatement[] };
export type PolicyStatement = {
  Sid?: string;
  Effect: "Allow" | "Deny";
  Action?: string | string[];
  NotAction?: string | string[];
  Resource?: string | string[];
  NotResource?: string | string[];
  Principal?: "*" | Record<string, string | string[]>;
  Condition?: Record<string, Record<string, string | string[]>>;
};

export type IamState = {
  roles: Map<string, IamRole>;
  instanceProfiles: Map<string, IamInstanceProfile>;
  /** Customer and AWS managed policies, by ARN. */
  managedPolicies: Map<string, IamManagedPolicy>;
};

export type IamRole = {
  arn: string;
  name: string;
  path: string;
  id: string;
  createdAt: Date;
  description?: string;
  trust: PolicyDocument;
  attachedPolicyArns: string[];
  inlinePolicies: Map<string, PolicyDocument>;
  boundaryArn?: string;
  maxSessionDurationSeconds: number;
  tags?: IamTag[];
};

export type IamInstanceProfile = {
  arn: string;
  name: string;
  path: string;
  id: string;
  createdAt: Date;
  /** Names of roles; AWS allows one, and none when the role was removed. */
  roleNames: string[];
};

export type IamManagedPolicy = {
  arn: string;
  name: string;
  path: string;
  id: string;
  createdAt: Date;
  defaultVersionId: string;
  versions: Map<string, PolicyDocument>;
};

/** One Region of one account. Maps are by the resource's id. */
export type Region = {
  account: string;
  name: string;
  ec2: Ec2State;
  ssm: SsmState;
  trail: TrailEvent[];
  autoScalingInstances: Map<string, AutoScalingInstance>;
  lifecycleHooks?: LifecycleHook[];
  /** EventBridge rules with their targets, by name. */
  eventRules?: Map<string, Rule & { targets: EventTarget[] }>;
  resourceGroups: Map<string, ResourceGroup>;
  /** Private hosted zones, by VPC id: names with a trailing dot, as Route 53 prints them. */
  hostedZones: Map<string, { HostedZoneId: string; Name: string; Owner: { OwningAccount: string } }[]>;
};

export type Ec2State = {
  instances: Map<string, Instance>;
  instanceStatuses: Map<string, InstanceStatus>;
  profileAssociations: Map<string, IamInstanceProfileAssociation>;
  images: Map<string, Image>;
  vpcs: Map<string, Vpc>;
  vpcAttributes: Map<string, VpcAttributes>;
  dhcpOptions: Map<string, DhcpOptions>;
  subnets: Map<string, Subnet>;
  routeTables: Map<string, RouteTable>;
  internetGateways: Map<string, InternetGateway>;
  egressOnlyInternetGateways: Map<string, EgressOnlyInternetGateway>;
  natGateways: Map<string, NatGateway>;
  networkInterfaces: Map<string, NetworkInterface>;
  networkAcls: Map<string, NetworkAcl>;
  securityGroups: Map<string, SecurityGroup>;
  managedPrefixLists: Map<string, ManagedPrefixList & { entries: PrefixListEntry[] }>;
  vpcEndpoints: Map<string, VpcEndpoint>;
  /** Names of the interface and gateway endpoint services that the Region offers. */
  endpointServices: string[];
  peeringConnections: Map<string, VpcPeeringConnection>;
  transitGatewayVpcAttachments: Map<string, TransitGatewayVpcAttachment>;
  blockPublicAccessOptions: VpcBlockPublicAccessOptions;
  blockPublicAccessExclusions: Map<string, VpcBlockPublicAccessExclusion>;
  elasticAddresses: Map<
    string,
    {
      AllocationId: string;
      PublicIp: string;
      AssociationId?: string;
      NetworkInterfaceId?: string;
      Tags?: Ec2Tag[];
    }
  >;
};

export type VpcAttributes = {
  enableDnsSupport: boolean;
  enableDnsHostnames: boolean;
  enableNetworkAddressUsageMetrics?: boolean;
};

export type SsmState = {
  /** One agent a node that ever registered or should: its registration, pings and channel (agent.ts). By node id. */
  agents: Map<string, Agent>;
  serviceSettings: Map<string, ServiceSetting>;
  activations: Map<string, Activation>;
  documents: Map<
    string,
    {
      Name: string;
      Owner: string;
      PlatformTypes: string[];
      DocumentType: string;
      SchemaVersion: string;
      TargetType?: string;
      Content?: string;
    }
  >;
  /** Newest first. */
  commands: Command[];
  /** By command id. */
  invocations: Map<string, CommandInvocation[]>;
  associations: Map<string, AssociationDescription>;
  /** By association id, newest first. */
  associationExecutions: Map<string, AssociationExecution[]>;
  /** By association execution id. */
  associationExecutionTargets: Map<string, AssociationExecutionTarget[]>;
  /** Newest first; children stand beside their parents and name them. */
  automations: AutomationExecution[];
  maintenanceWindows: Map<string, MaintenanceWindowIdentity>;
  maintenanceWindowTargets: Map<string, MaintenanceWindowTarget>;
  maintenanceWindowTasks: Map<string, MaintenanceWindowTask>;
  /** By window id, newest first. */
  maintenanceWindowExecutions: Map<string, MaintenanceWindowExecution[]>;
  /** By window execution id. */
  maintenanceWindowExecutionTasks: Map<string, MaintenanceWindowExecutionTaskIdentity[]>;
  /** By task execution id. */
  maintenanceWindowInvocations: Map<string, MaintenanceWindowExecutionTaskInvocationIdentity[]>;
  /** The scope's quota of managed nodes, where it differs from AWS's default of 2,400. */
  managedNodeQuota?: number;
  /** Newest first. */
  sessions?: Session[];
  opsItems?: Map<string, OpsItem>;
  /** By `ResourceType:ResourceId`. EC2 instances keep theirs in EC2. */
  tags?: Map<string, Tag[]>;
};

/** What LookupEvents answers: `record` is the CloudTrail record that it prints as a JSON string. */
export type TrailEvent = {
  id: string;
  name: string;
  source: string;
  at: Date;
  username?: string;
  readOnly: boolean;
  record: Record<string, unknown>;
};

export type AutoScalingInstance = {
  InstanceId: string;
  InstanceType: string;
  AutoScalingGroupName: string;
  AvailabilityZone: string;
  LifecycleState: string;
  HealthStatus: string;
  ProtectedFromScaleIn: boolean;
};

export type ResourceGroup = {
  name: string;
  arn: string;
  description?: string;
  query: { Type: string; Query: string };
  members: { arn: string; type: string }[];
};
