import { NormalizedSchema } from "@smithy/core/schema";
import type { Operation } from "../operation.ts";

const hidden = "HIDDEN_DUE_TO_SECURITY_REASONS";

/** Members that CloudTrail never prints, by operation. */
const hiddenWhole: Record<string, readonly string[]> = {
  SendCommand: ["parameters"],
  StartSession: ["parameters", "tokenValue"],
  CreateAssociation: ["parameters"],
  UpdateAssociation: ["parameters"],
  UpdateMaintenanceWindowTask: ["taskParameters", "taskInvocationParameters"],
  CreateActivation: ["activationCode"],
};

/** Members whose keys are printed and whose values are not. */
const hiddenByKey: Record<string, readonly string[]> = {
  StartAutomationExecution: ["parameters"],
};

type Members = Record<string, unknown>;

export function toRequestParameters(operation: Operation, input: Members): Members | null {
  const members = printed(operation, NormalizedSchema.of(operation.schema[4]), input);
  // A member that no caller can set, and that the trail prints all the same.
  return operation.name === "SendCommand" ? { ...members, interactive: false } : members;
}

export function toResponseElements(operation: Operation, output: Members | undefined): Members | null {
  if (output === undefined || !operation.mutates) return null;
  return printed(operation, NormalizedSchema.of(operation.schema[5]), output);
}

function printed(operation: Operation, schema: NormalizedSchema, members: Members): Members | null {
  if (!schema.isStructSchema()) return null;
  const listsAreItems = operation.service === "ec2";
  const whole = printStructure(schema, members, listsAreItems);
  const { instanceIds, ...rest } = whole;
  const named =
    listsAreItems && instanceIds !== undefined ? { ...rest, instancesSet: instancesSet(members) } : whole;
  return Object.keys(named).length === 0 ? null : redact(operation, named);
}

function instancesSet({ InstanceIds }: Members) {
  return { items: (InstanceIds as string[]).map((instanceId) => ({ instanceId })) };
}

/** Member names begin in lower case, EC2's lists are `items`, dates are words; the keys of maps stay as they are. */
function print(schema: NormalizedSchema, value: unknown, listsAreItems: boolean): unknown {
  if (value instanceof Date) return printDate(value);
  if (value === null || typeof value !== "object") return value;
  if (schema.isStructSchema()) return printStructure(schema, value as Members, listsAreItems);
  if (Array.isArray(value)) {
    const items = value.map((item) => print(schema.getValueSchema(), item, listsAreItems));
    return listsAreItems ? { items } : items;
  }
  if (!schema.isMapSchema()) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [
      key,
      print(schema.getValueSchema(), member, listsAreItems),
    ]),
  );
}

function printStructure(schema: NormalizedSchema, value: Members, listsAreItems: boolean): Members {
  const result: Members = {};
  for (const [name, member] of schema.structIterator()) {
    const found = value[name];
    if (found === undefined || found === null) continue;
    result[name.slice(0, 1).toLowerCase() + name.slice(1)] = print(member, found, listsAreItems);
  }
  return result;
}

function printDate(date: Date): string {
  const text = date.toLocaleString("en-US", { timeZone: "UTC", dateStyle: "medium", timeStyle: "medium" });
  return text.replaceAll("\u202f", " ");
}

/** An answer may hold what the request hid, one level deeper: the command that was sent. */
function redact(operation: Operation, members: Members): Members {
  const whole = hiddenWhole[operation.name] ?? [];
  const byKey = hiddenByKey[operation.name] ?? [];
  return Object.fromEntries(
    Object.entries(members).map(([name, value]) => {
      if (whole.includes(name)) return [name, hidden];
      if (typeof value !== "object" || value === null || Array.isArray(value)) return [name, value];
      if (byKey.includes(name))
        return [name, Object.fromEntries(Object.keys(value).map((key) => [key, [hidden]]))];
      return [name, redact(operation, value as Members)];
    }),
  );
}
