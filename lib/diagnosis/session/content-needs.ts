import type { Association } from "../../model/documents/association.ts";
import type { MaintenanceWindow } from "../../model/documents/maintenance-window.ts";
import type { Target } from "../../model/documents/targets.ts";
import type { Snapshot } from "../../model/snapshot.ts";
import type { NodeView } from "../node-view.ts";
import { readOr } from "../reading.ts";

/** AWS's documents that fetch something from S3 before they can do anything (ssm-targets 3.5). */
const documentsWithContent: ReadonlySet<string> = new Set([
  "AWS-ApplyAnsiblePlaybooks",
  "AWS-ApplyChefRecipes",
  "AWS-ApplyDSCMofs",
  "AWS-ApplyPatchBaseline",
  "AWS-ConfigureAWSPackage",
  "AWS-InstallApplication",
  "AWS-InstallPowerShellModule",
  "AWS-RunPatchBaseline",
  "AWS-RunPatchBaselineAssociation",
  "AWS-RunPatchBaselineWithHooks",
  "AWS-RunRemoteScript",
  "AWS-UpdateSSMAgent",
]);

/** Something that is to run on the node and takes its content from S3. */
export type ContentNeed = { kind: "association" | "maintenance-window"; id: string; documentName: string };

/**
 * What is set up to run on the node and needs S3 for it, as far as it was read: associations and tasks of maintenance
 * windows that name the node, all nodes, or its tags. Members of resource groups are not known here.
 */
export function findContentNeed(node: NodeView): ContentNeed | undefined {
  const tags = node.instance?.tags ?? {};
  const isMeant = (targets: readonly Target[]) =>
    targets.length > 0 && targets.every(holdsFor(node.id, tags));
  const { associations, windows } = plansOf(node.snapshot);
  for (const { id, documentName, targets, instanceId } of associations) {
    if (documentName !== null && (instanceId === node.id || isMeant(targets)))
      return { kind: "association", id, documentName };
  }
  for (const window of windows) {
    const documentName = documentOfWindow(window, isMeant);
    if (documentName !== undefined) return { kind: "maintenance-window", id: window.id, documentName };
  }
  return undefined;
}

/** Whether something that it runs takes its content from S3, on whatever nodes. */
export function needsContent(plan: Association | MaintenanceWindow): boolean {
  if (!("tasks" in plan)) return documentsWithContent.has(plan.documentName ?? "");
  return plan.tasks?.some(({ taskArn }) => documentsWithContent.has(nameOfDocument(taskArn))) === true;
}

type Plans = { associations: readonly Association[]; windows: readonly MaintenanceWindow[] };

const known = new WeakMap<Snapshot, Plans>();

/** The few that fetch anything, whatever they aim at: a scope has hundreds of plans and a hundred thousand nodes. */
function plansOf(snapshot: Snapshot): Plans {
  let plans = known.get(snapshot);
  if (plans === undefined) {
    plans = {
      associations: readOr(() => snapshot.all("association"), []).filter(needsContent),
      windows: readOr(() => snapshot.all("maintenance-window"), []).filter(needsContent),
    };
    known.set(snapshot, plans);
  }
  return plans;
}

function documentOfWindow(
  { isEnabled, tasks = [], targets: registered = [] }: MaintenanceWindow,
  isMeant: (targets: readonly Target[]) => boolean,
): string | undefined {
  if (isEnabled === false) return undefined;
  const meantTargetIds = new Set(registered.filter(({ targets }) => isMeant(targets)).map(({ id }) => id));
  const task = tasks.find(
    ({ taskArn, targets }) =>
      documentsWithContent.has(nameOfDocument(taskArn)) &&
      (isMeant(targets) ||
        targets.some(
          ({ key, values }) => key === "WindowTargetIds" && values.some((id) => meantTargetIds.has(id)),
        )),
  );
  return task && nameOfDocument(task.taskArn);
}

function nameOfDocument(taskArn: string | null): string {
  return taskArn?.slice(taskArn.lastIndexOf("/") + 1) ?? "";
}

function holdsFor(id: string, tags: Readonly<Record<string, string>>): (target: Target) => boolean {
  return ({ key, values }) => {
    if (key.toLowerCase() === "instanceids") return values.includes("*") || values.includes(id);
    if (key === "tag-key") return values.some((value) => value in tags);
    if (!key.startsWith("tag:")) return false;
    const value = tags[key.slice("tag:".length)];
    return value !== undefined && values.includes(value);
  };
}
