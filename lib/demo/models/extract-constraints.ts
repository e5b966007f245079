import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { NormalizedSchema } from "@smithy/core/schema";
import { operations } from "../cloud/operations.ts";
import { type ServiceName, serviceNamed } from "../cloud/service.ts";
import type { Constraint, Constraints } from "./constraints.ts";

/**
 * Writes constraints.json anew, from the folder with AWS's API models that botocore carries:
 * `node lib/demo/models/extract-constraints.ts …/botocore/data > lib/demo/models/constraints.json`
 */
type Shape = {
  type: string;
  members?: Record<string, { shape: string }>;
  member?: { shape: string };
  key?: { shape: string };
  value?: { shape: string };
  enum?: string[];
  pattern?: string;
  min?: number;
  max?: number;
};
type Model = { operations: Record<string, { input?: { shape: string } }>; shapes: Record<string, Shape> };

const [folder] = process.argv.slice(2);
if (folder === undefined) throw new Error("The folder with the models is missing");

const found: Constraints = {};
for (const service of new Set(operations.map((operation) => operation.service))) {
  const model = readModel(folder, service);
  const walk = walker(model, service);
  for (const operation of operations) {
    const input = operation.service === service && model.operations[operation.name]?.input;
    if (input) walk(NormalizedSchema.of(operation.schema[4]), input.shape);
  }
}
const said = Object.entries(found).filter(([, members]) => Object.keys(members).length > 0);
process.stdout.write(`${JSON.stringify(Object.fromEntries(said), null, 2)}\n`);

function readModel(data: string, service: ServiceName): Model {
  const versions = readdirSync(join(data, service)).toSorted();
  const version = versions.find((name) => name === serviceNamed(service).version) ?? versions.at(-1);
  const file = join(data, service, String(version), "service-2.json.gz");
  return JSON.parse(gunzipSync(readFileSync(file)).toString("utf8"));
}

/** Walks an input by the SDK's schema, which is what is served, and notes what the model says of the same member. */
function walker(model: Model, service: ServiceName) {
  const shapeOf = (name: string) => model.shapes[name] as Shape;
  function walk(schema: NormalizedSchema, shapeName: string) {
    const shape = shapeOf(shapeName);
    if (schema.isListSchema() && shape.member) walk(schema.getValueSchema(), shape.member.shape);
    if (schema.isMapSchema() && shape.value) walk(schema.getValueSchema(), shape.value.shape);
    if (!schema.isStructSchema()) return;
    const name = `${service}#${schema.getName()}`;
    if (found[name]) return;
    const members: Record<string, Constraint> = {};
    found[name] = members;
    for (const [member, memberSchema] of schema.structIterator()) {
      const reference = shape.members?.[member];
      if (!reference) continue;
      const constraint = constraintOf(reference.shape);
      if (constraint) members[member] = constraint;
      walk(memberSchema, reference.shape);
    }
  }
  function constraintOf(shapeName: string): Constraint | undefined {
    const { type, min, max, pattern, enum: values, member, key, value } = shapeOf(shapeName);
    const isNumber = ["integer", "long", "float", "double"].includes(type);
    const constraint: Constraint = {
      min: min === undefined || min <= (isNumber ? -(2 ** 31) : 0) ? undefined : min,
      max: max === undefined || max >= 2 ** 31 - 1 ? undefined : max,
      pattern,
      enum: values,
      item: type === "list" && member ? ownConstraintOf(member.shape) : undefined,
      key: type === "map" && key ? ownConstraintOf(key.shape) : undefined,
      value: type === "map" && value ? ownConstraintOf(value.shape) : undefined,
    };
    if (isNumber && min === 0) constraint.min = 0;
    return Object.values(constraint).some((part) => part !== undefined) ? constraint : undefined;
  }
  const ownConstraintOf = (shapeName: string) =>
    shapeOf(shapeName).type === "structure" ? undefined : constraintOf(shapeName);
  return walk;
}
