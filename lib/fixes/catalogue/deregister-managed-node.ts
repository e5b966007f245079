import { defineNodeFix } from "../host/define-node-fix.ts";
import { writeStep } from "../network/change.ts";
import { nothingToPay } from "../prices.ts";
import { consoleAt } from "../writing/console.ts";
import { preconditionOf } from "../writing/precondition.ts";

export const deregisterManagedNode = defineNodeFix({
  id: "deregister-managed-node",
  causes: ["hybrid-node-silent"],
  about: {
    does: "A machine that is gone for good stays listed as lost until it is deregistered. One that merely sleeps, as a laptop does, is better excluded: it would have to register anew.",
    risk: {
      level: "high",
      sentence: "It cannot be undone. Ask whoever has the machine whether it is really gone.",
    },
  },
  title: ({ subject }) => `Deregister ${subject.id}`,
  changes({ snapshot, scope, subject }) {
    const record = snapshot.get("managed-node", subject.id);
    if (record === undefined || record.pingStatus === "Online" || !subject.id.startsWith("mi-")) return [];
    return [
      (world) => ({
        step: writeStep(scope.region, {
          id: "deregister",
          title: `Deregister ${subject.id}`,
          why: "Whatever aims at it fails for as long as it is listed.",
          call: { operation: "ssm:DeregisterManagedInstance", input: { InstanceId: subject.id } },
          preconditions: [preconditionOf(world, "managed-node", subject.id)],
          console: consoleAt(
            scope.region,
            { kind: "managed-node", id: subject.id },
            "Node actions → Node settings → Deregister this managed node",
          ),
          terraform: null,
          cloudformation: null,
          changes: `${subject.id} is no node any more. Nothing takes it back: the machine would have to register anew, under another id.`,
          undo: null,
        }),
        patch: { "managed-node": { remove: [subject.id] } },
      }),
    ];
  },
  cost: () => nothingToPay,
});
