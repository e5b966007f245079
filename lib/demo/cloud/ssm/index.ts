import type { Operation } from "../operation.ts";
import * as activations from "./activations.ts";
import {
  describeAssociationExecutions,
  describeAssociationExecutionTargets,
} from "./association-executions.ts";
import { cancelCommand } from "./cancel-command.ts";
import { describeInstanceInformation } from "./describe-instance-information.ts";
import { describeInstanceProperties } from "./describe-instance-properties.ts";
import { describeDocument, getDocument, listDocuments } from "./documents.ts";
import { getCommandInvocation } from "./get-command-invocation.ts";
import { getConnectionStatus } from "./get-connection-status.ts";
import { getInventory } from "./get-inventory.ts";
import { listCommandInvocations, listCommands } from "./list-commands.ts";
import { listNodes, listNodesSummary } from "./list-nodes.ts";
import * as maintenanceWindowExecutions from "./maintenance-window-executions.ts";
import * as managedInstances from "./managed-instances.ts";
import * as nodeAssociations from "./node-associations.ts";
import { describeOpsItems, getOpsItem } from "./ops-items.ts";
import { describeAssociation, listAssociations } from "./read-associations.ts";
import {
  describeAutomationExecutions,
  describeAutomationStepExecutions,
  getAutomationExecution,
} from "./read-automations.ts";
import {
  describeMaintenanceWindows,
  describeMaintenanceWindowsForTarget,
  describeMaintenanceWindowTargets,
  describeMaintenanceWindowTasks,
  getMaintenanceWindowTask,
} from "./read-maintenance-windows.ts";
import { sendCommand } from "./send-command.ts";
import { getServiceSetting, resetServiceSetting, updateServiceSetting } from "./service-settings.ts";
import { describeSessions, startSession, terminateSession } from "./sessions.ts";
import * as startAutomation from "./start-automation.ts";
import * as tags from "./tags.ts";
import * as writeAssociations from "./write-associations.ts";
import * as writeMaintenanceWindows from "./write-maintenance-windows.ts";

export const ssmOperations: Operation[] = [
  describeInstanceInformation,
  describeInstanceProperties,
  getConnectionStatus,
  listNodes,
  listNodesSummary,
  getInventory,
  getServiceSetting,
  updateServiceSetting,
  resetServiceSetting,
  ...Object.values(activations),
  ...Object.values(managedInstances),
  ...Object.values(tags),
  listDocuments,
  describeDocument,
  getDocument,
  listCommands,
  listCommandInvocations,
  getCommandInvocation,
  sendCommand,
  cancelCommand,
  describeSessions,
  startSession,
  terminateSession,
  describeAutomationExecutions,
  describeAutomationStepExecutions,
  getAutomationExecution,
  ...Object.values(startAutomation),
  listAssociations,
  describeAssociation,
  describeAssociationExecutions,
  describeAssociationExecutionTargets,
  ...Object.values(nodeAssociations),
  ...Object.values(writeAssociations),
  describeMaintenanceWindows,
  describeMaintenanceWindowsForTarget,
  describeMaintenanceWindowTargets,
  describeMaintenanceWindowTasks,
  getMaintenanceWindowTask,
  ...Object.values(maintenanceWindowExecutions),
  ...Object.values(writeMaintenanceWindows),
  describeOpsItems,
  getOpsItem,
];
