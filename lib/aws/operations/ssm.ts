import {
  DescribeActivationsCommand,
  DescribeAssociationCommand,
  DescribeAssociationExecutionsCommand,
  DescribeAssociationExecutionTargetsCommand,
  DescribeAutomationExecutionsCommand,
  DescribeAutomationStepExecutionsCommand,
  DescribeDocumentCommand,
  DescribeInstanceAssociationsStatusCommand,
  DescribeInstanceInformationCommand,
  DescribeMaintenanceWindowExecutionsCommand,
  DescribeMaintenanceWindowExecutionTaskInvocationsCommand,
  DescribeMaintenanceWindowExecutionTasksCommand,
  DescribeMaintenanceWindowsCommand,
  DescribeMaintenanceWindowTargetsCommand,
  DescribeMaintenanceWindowTasksCommand,
  DescribeSessionsCommand,
  GetAutomationExecutionCommand,
  GetCommandInvocationCommand,
  GetConnectionStatusCommand,
  GetDocumentCommand,
  GetMaintenanceWindowTaskCommand,
  GetServiceSettingCommand,
  ListAssociationsCommand,
  ListCommandInvocationsCommand,
  ListCommandsCommand,
} from "@aws-sdk/client-ssm";
import { operationsOf, published, unpublished } from "../operation.ts";
import { keepSessionPreferences } from "../session-preferences-content.ts";

const read = operationsOf("ssm", (clients) => clients.ssm);

const upTo = (max: number) =>
  ({ token: "NextToken", next: "NextToken", size: { field: "MaxResults", max } }) as const;

const guessed = unpublished(10, 10);
/** As the quotas page says it: so many a second, and no burst beyond that. */
const perSecond = (rate: number) => published(rate, rate);

const getDocument = read(GetDocumentCommand, { quota: guessed });
/** Only session preferences are read by it, and of these no more is let in than what is kept. */
const getPreferences: typeof getDocument = {
  ...getDocument,
  async send(clients, input, options) {
    const answer = await getDocument.send(clients, input, options);
    const inputs = keepSessionPreferences(answer.Content);
    return { ...answer, Content: inputs === null ? "" : JSON.stringify({ inputs }) };
  },
};

export const ssmOperations = {
  "ssm:DescribeInstanceInformation": read(DescribeInstanceInformationCommand, {
    quota: guessed,
    items: "InstanceInformationList",
    paging: upTo(50),
  }),
  "ssm:GetConnectionStatus": read(GetConnectionStatusCommand, { quota: perSecond(50) }),
  "ssm:GetServiceSetting": read(GetServiceSettingCommand, { quota: guessed }),
  "ssm:DescribeActivations": read(DescribeActivationsCommand, {
    quota: guessed,
    items: "ActivationList",
    paging: upTo(50),
  }),
  "ssm:DescribeDocument": read(DescribeDocumentCommand, { quota: guessed }),
  "ssm:GetDocument": getPreferences,

  "ssm:ListAssociations": read(ListAssociationsCommand, {
    quota: perSecond(4),
    items: "Associations",
    paging: upTo(50),
  }),
  "ssm:DescribeAssociation": read(DescribeAssociationCommand, { quota: perSecond(2) }),
  "ssm:DescribeAssociationExecutions": read(DescribeAssociationExecutionsCommand, {
    quota: perSecond(4),
    items: "AssociationExecutions",
    paging: upTo(50),
  }),
  "ssm:DescribeAssociationExecutionTargets": read(DescribeAssociationExecutionTargetsCommand, {
    quota: perSecond(4),
    items: "AssociationExecutionTargets",
    paging: upTo(50),
  }),
  "ssm:DescribeInstanceAssociationsStatus": read(DescribeInstanceAssociationsStatusCommand, {
    quota: perSecond(2),
    items: "InstanceAssociationStatusInfos",
    paging: upTo(50),
  }),

  "ssm:DescribeMaintenanceWindows": read(DescribeMaintenanceWindowsCommand, {
    quota: guessed,
    items: "WindowIdentities",
    paging: upTo(100),
  }),
  "ssm:DescribeMaintenanceWindowTargets": read(DescribeMaintenanceWindowTargetsCommand, {
    quota: guessed,
    items: "Targets",
    paging: upTo(100),
  }),
  "ssm:DescribeMaintenanceWindowTasks": read(DescribeMaintenanceWindowTasksCommand, {
    quota: guessed,
    items: "Tasks",
    paging: upTo(100),
  }),
  "ssm:GetMaintenanceWindowTask": read(GetMaintenanceWindowTaskCommand, { quota: guessed }),
  "ssm:DescribeMaintenanceWindowExecutions": read(DescribeMaintenanceWindowExecutionsCommand, {
    quota: guessed,
    items: "WindowExecutions",
    paging: upTo(100),
  }),
  "ssm:DescribeMaintenanceWindowExecutionTasks": read(DescribeMaintenanceWindowExecutionTasksCommand, {
    quota: guessed,
    items: "WindowExecutionTaskIdentities",
    paging: upTo(100),
  }),
  "ssm:DescribeMaintenanceWindowExecutionTaskInvocations": read(
    DescribeMaintenanceWindowExecutionTaskInvocationsCommand,
    { quota: guessed, items: "WindowExecutionTaskInvocationIdentities", paging: upTo(100) },
  ),

  "ssm:ListCommands": read(ListCommandsCommand, { quota: guessed, items: "Commands", paging: upTo(50) }),
  "ssm:ListCommandInvocations": read(ListCommandInvocationsCommand, {
    quota: guessed,
    items: "CommandInvocations",
    paging: upTo(50),
  }),
  "ssm:GetCommandInvocation": read(GetCommandInvocationCommand, { quota: guessed }),
  "ssm:DescribeAutomationExecutions": read(DescribeAutomationExecutionsCommand, {
    quota: perSecond(3),
    items: "AutomationExecutionMetadataList",
    paging: upTo(50),
  }),
  "ssm:DescribeAutomationStepExecutions": read(DescribeAutomationStepExecutionsCommand, {
    quota: perSecond(3),
    items: "StepExecutions",
    paging: upTo(50),
  }),
  "ssm:GetAutomationExecution": read(GetAutomationExecutionCommand, { quota: perSecond(3) }),
  "ssm:DescribeSessions": read(DescribeSessionsCommand, {
    quota: perSecond(6),
    items: "Sessions",
    paging: upTo(200),
  }),
};
