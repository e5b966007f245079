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

export function toRequestParameters(operation: Operation, input: Record<string, unknown>) {
  const printed = print(operation, input);
  return printed === null ? null : redact(operation, printed);
}

export function toResponseElements(operation: Operation, output: Record<string, unknown> | undefined) {
  if (output === undefined || !operation.mutates) return null;
  const { $metadata, ...rest } = output;
  const printed = print(operation, rest);
  return printed === null ? null : redact(operation, printed);
}

function print(operation: Operation, members: Record<string, unknown>): Record<string, unknown> | null {
  const printed = toPrinted(members, operation.service === "ec2") as Record<string, unknown>;
  const { instanceIds } = printed;
  if (operation.service === "ec2" && instanceIds !== undefined) {
    delete printed.instanceIds;
    const ids = members.InstanceIds as string[];
    printed.instancesSet = { items: ids.map((instanceId) => ({ instanceId })) };
  }
  return Object.keys(printed).length === 0 ? null : printed;
}

/** Member names begin in lower case, EC2's lists are `items`, and dates are words. */
function toPrinted(value: unknown, listsAreItems: boolean): unknown {
  if (value instanceof Date) return printDate(value);
  if (Array.isArray(value)) {
    const items = value.map((item) => toPrinted(item, listsAreItems));
    return listsAreItems ? { items } : items;
  }
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).filter(([, member]) => member !== undefined);
  return Object.fromEntries(
    entries.map(([name, member]) => [
      name.slice(0, 1).toLowerCase() + name.slice(1),
      toPrinted(member, listsAreItems),
    ]),
  );
}

function printDate(date: Date): string {
  return date
    .toLocaleString("en-US", { timeZone: "UTC", dateStyle: "medium", timeStyle: "medium" })
    .replaceAll("\u202f", " ");
}

function redact(operation: Operation, printed: Record<string, unknown>): Record<string, unknown> {
  const whole = hiddenWhole[operation.name] ?? [];
  const byKey = hiddenByKey[operation.name] ?? [];
  return Object.fromEntries(
    Object.entries(printed).map(([name, value]) => {
      if (whole.includes(name)) return [name, hidden];
      if (byKey.includes(name)) return [name, mapValues(value as object, () => [hidden])];
      const isResource =
        typeof value === "object" && value !== null && !Array.isArray(value) && !("items" in value);
      return [name, isResource ? redact(operation, value as Record<string, unknown>) : value];
    }),
  );
}

function mapValues(record: object, toValue: () => unknown) {
  return Object.fromEntries(Object.keys(record).map((key) => [key, toValue()]));
}
