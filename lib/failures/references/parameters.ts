import type { ReferenceHolder } from "../../model/reference-holder.ts";
import { nodeIdsIn } from "../sources/request-targets.ts";
import { allItems, type HolderReading, plain, type ReadHolders } from "./holder-reader.ts";

const associationListing = "ssm:ListAssociations";

/** Associations without targets, whose runbook is given its nodes as parameters. */
export const associationsByParameter: ReadHolders = {
  kind: "association",
  actions: [associationListing, "ssm:DescribeAssociation"],
  async read({ reader, tolerance }) {
    const associations = await tolerance.attempt(associationListing, () =>
      allItems(reader.pages(associationListing, {}), ({ Associations }) => Associations),
    );
    const withoutTargets = (associations ?? []).filter(
      ({ Targets = [], TargetMaps = [], InstanceId }) =>
        Targets.length === 0 && TargetMaps.length === 0 && !InstanceId,
    );
    const read = withoutTargets.map(
      async ({ AssociationId: id, AssociationName, Name }): Promise<ReferenceHolder[]> => {
        if (id === undefined) return [];
        const answer = await tolerance.attempt("ssm:DescribeAssociation", () =>
          reader.call("ssm:DescribeAssociation", { AssociationId: id }),
        );
        const nodeIds = nodeIdsIn(JSON.stringify(answer?.AssociationDescription?.Parameters ?? {}));
        const name = AssociationName ?? Name ?? null;
        return [{ ...plain(reader), kind: "association", id, name, nodeIds, usedBy: Name ? [Name] : [] }];
      },
    );
    return (await Promise.all(read)).flat();
  },
};

const windowListing = "ssm:DescribeMaintenanceWindows";
const taskListing = "ssm:DescribeMaintenanceWindowTasks";

/** Tasks of maintenance windows that give nodes to a runbook, a function or a state machine as parameters. */
export const tasksByParameter: ReadHolders = {
  kind: "maintenance-window-task",
  actions: [windowListing, taskListing, "ssm:GetMaintenanceWindowTask"],
  async read(reading) {
    const { reader, tolerance } = reading;
    const windows = await tolerance.attempt(windowListing, () =>
      allItems(reader.pages(windowListing, {}), ({ WindowIdentities }) => WindowIdentities),
    );
    const read = (windows ?? []).map(({ WindowId, Name }) =>
      WindowId === undefined ? [] : readTasks(reading, { WindowId, Name }),
    );
    return (await Promise.all(read)).flat();
  },
};

async function readTasks(
  { reader, tolerance }: HolderReading,
  { WindowId, Name }: { WindowId: string; Name: string | undefined },
): Promise<ReferenceHolder[]> {
  const tasks = await tolerance.attempt(taskListing, () =>
    allItems(reader.pages(taskListing, { WindowId }), ({ Tasks }) => Tasks),
  );
  // What is commanded is named by its targets.
  const others = (tasks ?? []).filter(({ Type, WindowTaskId }) => Type !== "RUN_COMMAND" && WindowTaskId);
  return Promise.all(
    others.map(async ({ WindowTaskId, Name: ownName, TaskArn }): Promise<ReferenceHolder> => {
      const answer = await tolerance.attempt("ssm:GetMaintenanceWindowTask", () =>
        reader.call("ssm:GetMaintenanceWindowTask", { WindowId, WindowTaskId }),
      );
      const given = [answer?.TaskParameters ?? {}, answer?.TaskInvocationParameters ?? {}];
      return {
        ...{ ...plain(reader), windowId: WindowId, kind: "maintenance-window-task", id: WindowTaskId! },
        ...{ name: ownName ?? Name ?? null, nodeIds: nodeIdsIn(JSON.stringify(given)) },
        usedBy: TaskArn ? [TaskArn] : [],
      };
    }),
  );
}
