import { documentKinds } from "../../model/document-kind.ts";
import type { Snapshot, SnapshotPatch } from "../../model/snapshot.ts";
import type { Step } from "../fix.ts";
import { writeCommand } from "../writing/write-command.ts";
import type { FromAnswer, WriteOperation, WrittenCall } from "../written-call.ts";

/** A step and what the snapshot is once it is done: the call's own effect, and nothing besides. */
export type Change = { step: Step; patch: SnapshotPatch };

/** A change of the world as the steps before it have left it. */
export type MakeChange = (snapshot: Snapshot) => Change;

/** The changes one after the other, each in the world that those before it have left. */
export function carryOut(snapshot: Snapshot, makers: readonly MakeChange[]): Change[] {
  let world = snapshot;
  return makers.map((make) => {
    const change = make(world);
    world = world.patched(change.patch);
    return change;
  });
}

/** The later patch holds where two speak of one document. */
export function combine(patches: readonly SnapshotPatch[]): SnapshotPatch {
  return Object.fromEntries(
    documentKinds.flatMap((kind) => {
      const documents = new Map<string, { id: string } | null>();
      for (const patch of patches) {
        for (const id of patch[kind]?.remove ?? []) documents.set(id, null);
        for (const document of patch[kind]?.put ?? []) documents.set(document.id, document);
      }
      if (documents.size === 0) return [];
      const put = [...documents.values()].filter((document) => document !== null);
      const remove = [...documents].flatMap(([id, document]) => (document === null ? [id] : []));
      return [[kind, { ...(put.length > 0 && { put }), ...(remove.length > 0 && { remove }) }]];
    }),
  );
}

export type Call = { operation: WriteOperation; input: Record<string, unknown> };

type Written = Omit<Step, "cli" | "undo" | "call"> & {
  call: Call;
  preconditions: WrittenCall["preconditions"];
  undo: { sentence: string; call: Call } | null;
  /** Where the answer names what is created: later steps and the undo need it. */
  creates?: string;
};

/** A step whose command lines, dry run and undo follow from its call. */
export function writeStep(region: string, { call, preconditions, undo, creates, ...told }: Written): Step {
  const keep = creates === undefined ? {} : { keep: { answerOf: told.id, at: creates } satisfies FromAnswer };
  return {
    ...told,
    cli: writeCommand(call, region, keep),
    undo: undo && { sentence: undo.sentence, cli: writeCommand(undo.call, region) },
    call: { ...call, rehearsal: rehearsalOf(call.operation), preconditions, undo: undo?.call ?? null },
  };
}

const withoutDryRun: ReadonlySet<WriteOperation> = new Set([
  "ec2:ModifyVpcAttribute",
  "ec2:AssociateIamInstanceProfile",
  "ec2:ReplaceIamInstanceProfileAssociation",
  "ec2:DisassociateIamInstanceProfile",
]);

function rehearsalOf(operation: WriteOperation): WrittenCall["rehearsal"] {
  return operation.startsWith("ec2:") && !withoutDryRun.has(operation) ? "dry-run" : "simulate";
}
