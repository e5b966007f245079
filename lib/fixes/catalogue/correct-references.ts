import { quote } from "shlex";
import type { Association } from "../../model/documents/association.ts";
import type { Target } from "../../model/documents/targets.ts";
import { atOnce, defineNodeFix } from "../host/define-node-fix.ts";
import { byHand } from "../network/by-hand.ts";
import { type MakeChange, writeStep } from "../network/change.ts";
import { nothingToPay } from "../prices.ts";
import { referencesTo, toInput, withoutNode } from "../targets/references.ts";
import { consoleAt } from "../writing/console.ts";
import { preconditionOf } from "../writing/precondition.ts";

export const correctReferences = defineNodeFix({
  id: "correct-references",
  causes: ["instance-not-found", "instance-terminated", "instance-in-other-scope"],
  about: {
    does: "Takes an id that is gone, or that stands elsewhere, out of the associations, maintenance windows and tasks that still name it. All else that they say is kept.",
    risk: {
      level: "low",
      sentence:
        "It takes nothing from nodes that exist. A corrected association runs at once on those that are left.",
    },
  },
  title: ({ subject }) => `Take ${subject.id} out of what still names it`,
  summary: ({ code }) =>
    code === "instance-in-other-scope"
      ? "It stands in another account or Region, where this one's Systems Manager never finds it: here it is named for nothing."
      : "It is gone for good, and whatever names it goes on failing for it. Tags and resource groups as targets do not age.",
  changes(context) {
    const { snapshot, scope, subject } = context;
    const { associations, targets, tasks } = referencesTo(snapshot, subject.id);
    const { region } = scope;
    return [
      ...targets.map(({ window, target }) => correctTarget(region, window.id, target.id, subject.id)),
      ...associations.map((association) =>
        isAllOf(association, subject.id)
          ? deleteAssociation(region, association, subject.id)
          : byHand({
              id: `correct-${association.id}`,
              title: `Correct association ${association.name ?? association.documentName ?? association.id}`,
              why: "UpdateAssociation forgets every option that it is not given, and runs the association at once. So all of it is read first and given back, without passing through Muster: its parameters may be secrets.",
              cli: correctionOf(region, association.id, subject.id),
              console: consoleAt(region, { kind: "association", id: association.id }, "Edit"),
              changes: `${association.id} no longer names ${subject.id}, keeps all of its parameters and its schedule, and runs once.`,
            }),
      ),
      ...tasks.map(({ window, taskId, name, targets }) =>
        byHand({
          id: `correct-task-${taskId}`,
          title: `Correct task ${name ?? taskId} of ${window.name ?? window.id}`,
          why:
            withoutNode(targets, subject.id).length === 0
              ? "The task names it by itself and nobody else, so it has to be aimed anew: put in the id of one of the window's targets."
              : "The task names it by itself, beside the window's targets.",
          cli: [
            `aws ssm get-maintenance-window-task --region ${region} --window-id ${window.id} --window-task-id ${taskId} --query Targets`,
            `aws ssm update-maintenance-window-task --region ${region} --window-id ${window.id} --window-task-id ${taskId} --targets ${targetsLeft(targets, subject.id)}`,
          ],
          console: consoleAt(region, { kind: "maintenance-window", id: window.id }, "Tasks → Edit"),
          changes: `The task no longer names ${subject.id}. Options that are not given stay as they are, as --replace is not set.`,
        }),
      ),
    ];
  },
  cost: () => nothingToPay,
  takesEffect: () => ({ ...atOnce, sentence: "The next run no longer names it." }),
});

function isAllOf({ targets }: Association, nodeId: string): boolean {
  return withoutNode(targets, nodeId).length === 0;
}

/** Systems Manager takes no association without a target, so what names nobody else can only go as a whole. */
function deleteAssociation(
  region: string,
  { id, name, documentName }: Association,
  nodeId: string,
): MakeChange {
  const told = name ?? documentName ?? id;
  return byHand({
    id: `delete-${id}`,
    title: `Delete association ${told}, or aim it anew`,
    why: `It names ${nodeId} and nobody else, and an association cannot be without a target. The first line keeps what it says; whoever it was made for knows whether it is still wanted.`,
    cli: [
      `aws ssm describe-association --region ${region} --association-id ${id} --output json > association-${id}.json`,
      `aws ssm delete-association --region ${region} --association-id ${id}`,
    ],
    console: consoleAt(region, { kind: "association", id }, "Delete"),
    changes: `${told} is gone. Nothing takes it back but making it anew, under another id.`,
  });
}

function targetsLeft(targets: readonly Target[], nodeId: string): string {
  const left = withoutNode(targets, nodeId);
  return left.length === 0 ? "'Key=WindowTargetIds,Values=TARGET_ID'" : quote(JSON.stringify(toInput(left)));
}

/** Without `Replace` what is not given stays as it is (API reference, UpdateMaintenanceWindowTarget). */
function correctTarget(region: string, windowId: string, targetId: string, nodeId: string): MakeChange {
  return (snapshot) => {
    const window = snapshot.get("maintenance-window", windowId)!;
    const target = window.targets!.find(({ id }) => id === targetId)!;
    const left = withoutNode(target.targets, nodeId);
    const name = target.name ?? targetId;
    const place = consoleAt(region, { kind: "maintenance-window", id: windowId }, "Targets");
    if (left.length === 0) {
      return byHand({
        id: `deregister-${targetId}`,
        title: `Deregister target ${name} of ${window.name ?? windowId}`,
        why: "It names nobody else, and a target cannot be empty. A task that still uses it is told of before it goes.",
        cli: [
          `aws ssm deregister-target-from-maintenance-window --region ${region} --window-id ${windowId} --window-target-id ${targetId} --safe`,
        ],
        console: place,
        changes: "The window aims at one target less. Nothing takes it back but registering it anew.",
      })(snapshot);
    }
    const call = (targets: typeof left) => ({
      operation: "ssm:UpdateMaintenanceWindowTarget" as const,
      input: { WindowId: windowId, WindowTargetId: targetId, Targets: toInput(targets) },
    });
    const targets = window.targets!.map((each) => (each === target ? { ...target, targets: left } : each));
    return {
      step: writeStep(region, {
        id: `correct-${targetId}`,
        title: `Correct target ${name} of ${window.name ?? windowId}`,
        why: `The window's tasks are sent to ${nodeId} each time, and fail there.`,
        call: call(left),
        preconditions: [preconditionOf(snapshot, "maintenance-window", windowId)],
        console: place,
        terraform: null,
        cloudformation: null,
        changes: `${name} no longer names ${nodeId}; its other targets, its name and its owner stay.`,
        undo: { sentence: `Names ${nodeId} again.`, call: call(target.targets) },
      }),
      patch: { "maintenance-window": { put: [{ ...window, targets }] } },
    };
  };
}

const kept =
  "{AssociationId, Name, AssociationName, Parameters, DocumentVersion, AutomationTargetParameterName, ScheduleExpression, ScheduleOffset, OutputLocation, Targets, MaxErrors, MaxConcurrency, ComplianceSeverity, SyncCompliance, ApplyOnlyAtCronInterval, CalendarNames, TargetLocations, Duration, TargetMaps, AlarmConfiguration}";

function correctionOf(region: string, associationId: string, nodeId: string): string[] {
  const filter = `.AssociationDescription | ${kept} | with_entries(select(.value != null)) | .Targets |= (map(if .Key == "InstanceIds" then .Values -= ["${nodeId}"] else . end) | map(select(.Values | length > 0)))`;
  return [
    `aws ssm describe-association --region ${region} --association-id ${associationId} --output json | jq ${quote(filter)} > association.json`,
    `aws ssm update-association --region ${region} --cli-input-json file://association.json`,
  ];
}
