import type { Ec2State, Region, SsmState } from "./world.ts";

/** A Region of an account in which nothing is yet. */
export function emptyRegion(account: string, name: string): Region {
  return {
    account,
    name,
    ec2: emptyEc2(),
    ssm: emptySsm(),
    trail: [],
    autoScalingInstances: new Map(),
    resourceGroups: new Map(),
    hostedZones: new Map(),
  };
}

function emptyEc2(): Ec2State {
  return {
    instances: new Map(),
    instanceStatuses: new Map(),
    profileAssociations: new Map(),
    images: new Map(),
    vpcs: new Map(),
    vpcAttributes: new Map(),
    dhcpOptions: new Map(),
    subnets: new Map(),
    routeTables: new Map(),
    internetGateways: new Map(),
    egressOnlyInternetGateways: new Map(),
    natGateways: new Map(),
    networkInterfaces: new Map(),
    networkAcls: new Map(),
    securityGroups: new Map(),
    managedPrefixLists: new Map(),
    vpcEndpoints: new Map(),
    endpointServices: [],
    peeringConnections: new Map(),
    transitGatewayVpcAttachments: new Map(),
    blockPublicAccessOptions: { InternetGatewayBlockMode: "off", State: "default-state" },
    blockPublicAccessExclusions: new Map(),
    elasticAddresses: new Map(),
  };
}

function emptySsm(): SsmState {
  return {
    agents: new Map(),
    serviceSettings: new Map(),
    activations: new Map(),
    documents: new Map(),
    commands: [],
    invocations: new Map(),
    associations: new Map(),
    associationExecutions: new Map(),
    associationExecutionTargets: new Map(),
    automations: [],
    maintenanceWindows: new Map(),
    maintenanceWindowTargets: new Map(),
    maintenanceWindowTasks: new Map(),
    maintenanceWindowExecutions: new Map(),
    maintenanceWindowExecutionTasks: new Map(),
    maintenanceWindowInvocations: new Map(),
  };
}
