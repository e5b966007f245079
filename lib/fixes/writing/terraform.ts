/** What HCL can say of a value; `Written` stands for what is no literal. */
export type TerraformValue =
  | string
  | number
  | boolean
  | null
  | readonly TerraformValue[]
  | { readonly [key: string]: TerraformValue }
  | Written;

/** HCL as it is: a reference, a function's call, a nested block. */
class Written {
  readonly write: (indent: string) => string;
  readonly isBlock: boolean;

  constructor(write: (indent: string) => string, isBlock = false) {
    this.write = write;
    this.isBlock = isBlock;
  }
}

export type TerraformBody = { readonly [name: string]: TerraformValue };

export type TerraformBlock = {
  type: "resource" | "data" | "import";
  labels: readonly string[];
  body: TerraformBody;
  /** What the reader must know, as that the resource exists already. */
  comment?: string;
};

export function resource(type: string, name: string, body: TerraformBody, comment?: string): TerraformBlock {
  return { type: "resource", labels: [type, terraformName(name)], body, comment };
}

/**
 * Arguments to be set in a resource that exists already. It stands there in full, under whatever name: what is written here
 * is not the whole of it.
 */
export function existingResource(type: string, id: string, body: TerraformBody): TerraformBlock {
  const comment = `${id} exists already: set this in its own block, and leave the rest of that as it is.`;
  return resource(type, id, body, comment);
}

/** For what Terraform also takes as a block within its owner, where those who wrote that must go on with it. */
export function unlessWithin(owner: string): string {
  return `Where its like stand as blocks inside ${owner}, add it there instead: Terraform takes the two ways not together.`;
}

/** A block within a block, as `metadata_options { … }`. */
export function nested(body: TerraformBody): Written {
  return new Written((indent) => writeBody(body, indent), true);
}

/** A reference, as `aws_vpc.main.id`. Never anything that came from AWS: it is not escaped. */
export function reference(text: string): Written {
  return new Written(() => text);
}

export function jsonEncoded(value: TerraformValue): Written {
  return new Written((indent) => `jsonencode(${writeValue(value, indent)})`);
}

export function writeTerraform(...blocks: readonly TerraformBlock[]): string {
  return blocks.map(writeBlock).join("\n");
}

function writeBlock({ type, labels, body, comment }: TerraformBlock): string {
  const told = comment === undefined ? "" : `# ${oneLine(comment)}\n`;
  return `${told}${[type, ...labels.map(writeString)].join(" ")} ${writeBody(body, "")}\n`;
}

function writeBody(body: TerraformBody, indent: string): string {
  const inner = `${indent}  `;
  const names = Object.entries(body).flatMap(([name, value]) => (isBlock(value) ? [] : [name.length]));
  const width = Math.max(0, ...names);
  const lines = Object.entries(body).map(([name, value]) =>
    isBlock(value)
      ? `${inner}${name} ${value.write(inner)}`
      : `${inner}${name.padEnd(width)} = ${writeValue(value, inner)}`,
  );
  return ["{", ...lines, `${indent}}`].join("\n");
}

function isBlock(value: TerraformValue): value is Written {
  return value instanceof Written && value.isBlock;
}

function writeValue(value: TerraformValue, indent: string): string {
  if (value instanceof Written) return value.write(indent);
  if (typeof value === "string") return writeString(value);
  if (typeof value !== "object" || value === null) return String(value);
  const inner = `${indent}  `;
  if (isList(value)) {
    const written = value.map((each) => writeValue(each, inner));
    const line = `[${written.join(", ")}]`;
    if (line.length <= 80 && !line.includes("\n")) return line;
    return ["[", ...written.map((each) => `${inner}${each},`), `${indent}]`].join("\n");
  }
  const entries = Object.entries(value).map(
    ([key, each]) => `${inner}${writeString(key)} = ${writeValue(each, inner)}`,
  );
  return entries.length === 0 ? "{}" : ["{", ...entries, `${indent}}`].join("\n");
}

function isList(value: object): value is readonly TerraformValue[] {
  return Array.isArray(value);
}

/** A quoted template in which nothing is a template. */
function writeString(text: string): string {
  const escaped = text.replace(/[\\"\p{Cc}\u2028\u2029]|[$%]+\{/gu, (found) => {
    if (found === "\n") return "\\n";
    if (found === "\r") return "\\r";
    if (found === "\t") return "\\t";
    if (found === "\\" || found === '"') return `\\${found}`;
    if (found.endsWith("{")) return `${found.slice(0, -1)}${found.at(-2)}{`;
    return `\\u${found.codePointAt(0)!.toString(16).padStart(4, "0")}`;
  });
  return `"${escaped}"`;
}

/** A name that Terraform takes, out of an id or whatever a thing is called. */
export function terraformName(text: string): string {
  const name = text.replace(/[^A-Za-z0-9_]+/g, "_").replace(/^_+|_+$/g, "");
  return /^[A-Za-z]/.test(name) ? name.toLowerCase() : `muster_${name.toLowerCase()}`;
}

function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029]+/gu, " ");
}
