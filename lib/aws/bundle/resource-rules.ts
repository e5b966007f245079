import type { InputOf, OperationName, OutputOf } from "../operations.ts";

/**
 * How one answer of an operation that is asked once a resource is told from the others: by what its output says of
 * itself, by what each of its items says, or by nothing, and then its input has to stand beside it.
 */
export type ResourceRule<Name extends OperationName = OperationName> = {
  keys: readonly (keyof InputOf<Name> & string)[];
  ofOutput?(output: OutputOf<Name>): Partial<InputOf<Name>>;
  ofItem?(item: unknown): Partial<InputOf<Name>>;
  /** Whether an output for the right resource also answers what was asked of it. */
  answers?(output: OutputOf<Name>, input: InputOf<Name>): boolean;
};

/** Reads `fields` off an item, as far as it has them. */
const named =
  (...fields: string[]) =>
  (item: unknown): Record<string, string> =>
    Object.fromEntries(fields.map((field) => [field, Reflect.get(Object(item), field)]));

const rules: { [Name in OperationName]?: ResourceRule<Name> } = {
  "ec2:DescribeVpcAttribute": {
    keys: ["VpcId"],
    ofOutput: ({ VpcId }) => ({ VpcId }),
    answers: (output, { Attribute: name = "" }) =>
      Reflect.get(output, name.charAt(0).toUpperCase() + name.slice(1)) !== undefined,
  },
  "ec2:GetManagedPrefixListEntries": { keys: ["PrefixListId"] },
  "events:ListTargetsByRule": { keys: ["Rule"] },
  "iam:GetInstanceProfile": {
    keys: ["InstanceProfileName"],
    ofOutput: (output) => ({ InstanceProfileName: output.InstanceProfile?.InstanceProfileName }),
  },
  "iam:GetRole": { keys: ["RoleName"], ofOutput: ({ Role }) => ({ RoleName: Role?.RoleName }) },
  "iam:GetRolePolicy": {
    keys: ["RoleName", "PolicyName"],
    ofOutput: ({ RoleName, PolicyName }) => ({ RoleName, PolicyName }),
  },
  "iam:GetPolicy": { keys: ["PolicyArn"], ofOutput: ({ Policy }) => ({ PolicyArn: Policy?.Arn }) },
  "iam:GetPolicyVersion": { keys: ["PolicyArn", "VersionId"] },
  "iam:ListAttachedRolePolicies": { keys: ["RoleName"] },
  "iam:ListRolePolicies": { keys: ["RoleName"] },
  "iam:SimulatePrincipalPolicy": { keys: ["PolicySourceArn"] },
  "resource-groups:ListGroupResources": { keys: ["Group", "GroupName"] },
  "route53:ListHostedZonesByVPC": { keys: ["VPCId"] },
  "ssm:DescribeAssociation": {
    keys: ["AssociationId"],
    ofOutput: (output) => ({ AssociationId: output.AssociationDescription?.AssociationId }),
  },
  "ssm:DescribeAssociationExecutions": { keys: ["AssociationId"], ofItem: named("AssociationId") },
  "ssm:DescribeAssociationExecutionTargets": {
    keys: ["AssociationId", "ExecutionId"],
    ofItem: named("AssociationId", "ExecutionId"),
  },
  "ssm:DescribeAutomationStepExecutions": { keys: ["AutomationExecutionId"] },
  "ssm:DescribeDocument": { keys: ["Name"], ofOutput: ({ Document }) => ({ Name: Document?.Name }) },
  "ssm:GetDocument": { keys: ["Name"], ofOutput: ({ Name }) => ({ Name }) },
  "ssm:DescribeInstanceAssociationsStatus": { keys: ["InstanceId"], ofItem: named("InstanceId") },
  "ssm:DescribeMaintenanceWindowExecutions": { keys: ["WindowId"], ofItem: named("WindowId") },
  "ssm:DescribeMaintenanceWindowExecutionTasks": {
    keys: ["WindowExecutionId"],
    ofItem: named("WindowExecutionId"),
  },
  "ssm:DescribeMaintenanceWindowExecutionTaskInvocations": {
    keys: ["WindowExecutionId", "TaskId"],
    ofItem: (item) => ({
      WindowExecutionId: Reflect.get(Object(item), "WindowExecutionId"),
      TaskId: Reflect.get(Object(item), "TaskExecutionId"),
    }),
  },
  "ssm:DescribeMaintenanceWindowTargets": { keys: ["WindowId"], ofItem: named("WindowId") },
  "ssm:DescribeMaintenanceWindowTasks": { keys: ["WindowId"], ofItem: named("WindowId") },
  "ssm:GetAutomationExecution": {
    keys: ["AutomationExecutionId"],
    ofOutput: (output) => ({ AutomationExecutionId: output.AutomationExecution?.AutomationExecutionId }),
  },
  "ssm:GetCommandInvocation": {
    keys: ["CommandId", "InstanceId"],
    ofOutput: ({ CommandId, InstanceId }) => ({ CommandId, InstanceId }),
  },
  "ssm:GetConnectionStatus": { keys: ["Target"], ofOutput: ({ Target }) => ({ Target }) },
  "ssm:GetMaintenanceWindowTask": {
    keys: ["WindowId", "WindowTaskId"],
    ofOutput: ({ WindowId, WindowTaskId }) => ({ WindowId, WindowTaskId }),
  },
  "ssm:GetServiceSetting": {
    keys: ["SettingId"],
    ofOutput: (output) => ({ SettingId: output.ServiceSetting?.SettingId }),
  },
};

/** The rule of an operation that is asked once a resource; undefined for one that lists all there is. */
export function findResourceRule<Name extends OperationName>(name: Name): ResourceRule<Name> | undefined {
  return rules[name];
}

/** Whether two inputs name the same resource, as far as both say. A setting may go by its ARN or by its path. */
export function isSameResource(
  keys: readonly string[],
  one: Readonly<Record<string, unknown>>,
  other: Readonly<Record<string, unknown>>,
): boolean {
  const compared = keys.filter((key) => one[key] !== undefined && other[key] !== undefined);
  return compared.length > 0 && compared.every((key) => plain(one[key]) === plain(other[key]));
}

function plain(value: unknown): string {
  return String(value).replace(/^arn:[^/]*:servicesetting(?=\/)/, "");
}
