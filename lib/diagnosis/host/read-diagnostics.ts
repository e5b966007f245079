/** The rows of `ssm-cli get-diagnostics` (ssm-targets 6.3), by how they begin. */
export const diagnosticRows = {
  metadata: "EC2 IMDS",
  registration: "Hybrid instance registration",
  ssm: "Connectivity to ssm endpoint",
  ec2messages: "Connectivity to ec2messages endpoint",
  ssmmessages: "Connectivity to ssmmessages endpoint",
  s3: "Connectivity to s3 endpoint",
  kms: "Connectivity to kms endpoint",
  logs: "Connectivity to logs endpoint",
  monitoring: "Connectivity to monitoring endpoint",
  credentials: "AWS Credentials",
  service: "Agent service",
  proxy: "Proxy configuration",
  sysprep: "Windows sysprep image state",
  version: "SSM Agent version",
} as const;
export type DiagnosticRowId = keyof typeof diagnosticRows;

export type DiagnosticRow = {
  id: DiagnosticRowId;
  /** As the tool names it. */
  check: string;
  status: "Success" | "Failed" | "Skipped";
  note: string;
};

/** The tool's rows, what stands where a row should and cannot be read, and the lines that are not the tool's. */
export type Diagnostics = {
  rows: readonly DiagnosticRow[];
  unread: readonly string[];
  others: readonly string[];
};

const ids = Object.keys(diagnosticRows) as DiagnosticRowId[];
const names: readonly { id: DiagnosticRowId; pattern: RegExp }[] = ids.map((id) => ({
  id,
  // A narrow window breaks a name before its last word, and clipboards lose spaces.
  pattern: new RegExp(`^${diagnosticRows[id].replace(/ endpoint$/, "").replaceAll(" ", "\\s*")}\\b`, "i"),
}));

/** Reads the tool's table or JSON, whole or in part, from lines that may hold anything else besides. */
export function readDiagnostics(lines: readonly string[]): Diagnostics {
  const fromJson = readJson(lines.join("\n"));
  return fromJson.rows.length > 0 || fromJson.unread.length > 0 ? fromJson : readTable(lines);
}

/** One object a row: each is read by itself, so that a list that breaks off still gives what came before. */
function readJson(text: string): Diagnostics {
  const rows: DiagnosticRow[] = [];
  const unread: string[] = [];
  const others: string[] = [];
  let end = 0;
  for (const { object, start } of flatObjects(text)) {
    if (!object.includes('"Check"')) continue;
    others.push(...text.slice(end, start).split("\n"));
    end = start + object.length;
    const row = object.endsWith("}") ? toRow(parse(object)) : null;
    if (row !== null) rows.push(row);
    else
      unread.push(object.endsWith("}") ? object.replace(/\s+/g, " ") : "The output breaks off within a row.");
  }
  return { rows, unread, others: [...others, ...text.slice(end).split("\n")] };
}

/** What stands between braces and has none within; of the last one perhaps only the beginning. */
function* flatObjects(text: string): Generator<{ object: string; start: number }> {
  let start = -1;
  for (const { 0: brace, index } of text.matchAll(/[{}]/g)) {
    if (brace === "}" && start >= 0) yield { object: text.slice(start, index + 1), start };
    start = brace === "{" ? index : -1;
  }
  if (start >= 0) yield { object: text.slice(start), start };
}

function parse(json: string): unknown {
  try {
    // A line end within a string is no JSON; terminals put them there where they wrap.
    return JSON.parse(json.replace(/\s*\n\s*/g, " "));
  } catch {
    return null;
  }
}

function toRow(value: unknown): DiagnosticRow | null {
  const check: unknown = Reflect.get(Object(value), "Check");
  const status = toStatus(String(Reflect.get(Object(value), "Status")));
  if (typeof check !== "string" || status === null) return null;
  const name = names.find(({ pattern }) => pattern.test(check.trim()));
  if (name === undefined) return null;
  const note: unknown = Reflect.get(Object(value), "Note");
  return { id: name.id, check, status, note: typeof note === "string" ? note.trim() : "" };
}

function toStatus(text: string): DiagnosticRow["status"] | null {
  const word = text.trim().toLowerCase();
  if (word === "success" || word === "passed") return "Success";
  return word === "failed" || word === "failure" ? "Failed" : word === "skipped" ? "Skipped" : null;
}

/** Whatever draws the borders: box characters, ASCII, and what Windows consoles and clipboards make of them. */
const border = /[│┃║|¦³]|Γöé|â”‚|(?:^|(?<=\s))\?(?=\s|$)/;
const rule = /^[\s─━═┌┐└┘├┤┬┴┼╔╗╚╝╠╣╦╩╬+\-=?│┃║|ÄÚÂ¿ÃÅ´ÀÁÙΓöŒâ”€œ¬¤´˜]*$/;

function readTable(lines: readonly string[]): Diagnostics {
  const rows: DiagnosticRow[] = [];
  const unread: string[] = [];
  const others: string[] = [];
  let open: DiagnosticRow | null = null;
  for (const line of lines) {
    if (rule.test(line)) continue;
    const cells = line.split(border).map((cell) => cell.trim());
    const text = cells.filter((cell) => cell !== "").join(" ");
    const started = startRow(text);
    if (started !== null) {
      if (started.row === null) unread.push(text);
      else rows.push(started.row);
      open = started.row;
    } else if (open !== null && (cells.length > 1 || /^\s{2}/.test(line))) {
      // The note goes on in the last cell of lines whose other cells are empty.
      open.note = `${open.note} ${cells.findLast((cell) => cell !== "") ?? ""}`.trim();
    } else {
      open = null;
      others.push(line);
    }
  }
  return { rows, unread, others };
}

/** A row has its status behind its name: further on it is a word of some sentence. */
const statusWithin = 80;

function startRow(text: string): { row: DiagnosticRow | null } | null {
  const name = names.find(({ pattern }) => pattern.test(text));
  if (name === undefined) return null;
  const match = /\b(Success|Failed|Skipped)\b/i.exec(text.slice(0, statusWithin));
  const status = toStatus(match?.[1] ?? "");
  // A line that only begins like a row, as "Agent service" within a sentence.
  if (match === null || status === null) return text.length <= 60 ? { row: null } : null;
  if (match.index > 45) return null;
  const note = text.slice(match.index + status.length).trim();
  return { row: { id: name.id, check: diagnosticRows[name.id], status, note } };
}
