import type { Target } from "../model/documents/targets.ts";

/** The operations of SSM that aim at nodes, and whose rules a preflight knows. */
export const operations = [
  "SendCommand",
  "StartSession",
  "StartAutomationExecution",
  "CreateAssociation",
  "UpdateAssociation",
  "RegisterTargetWithMaintenanceWindow",
] as const;
export type Operation = (typeof operations)[number];

/** What a text was taken for. */
export type Form =
  | "empty"
  | "command-line"
  | "json"
  | "yaml"
  | "terraform"
  | "source-code"
  | "error-message"
  | "text";

/** One id as somebody wrote it. */
export type NodeReference = {
  /** As EC2 and SSM write it. */
  id: string;
  /** As it stands in the text. */
  text: string;
  /** Where an ARN says that it is. */
  place: { partition: string; account: string; region: string } | null;
};

/** Something that was meant as an id and is none. */
export type MalformedId = {
  text: string;
  reason: string;
  /** It stands where a whole target was expected, and no tool sends it on. */
  isExpression?: true;
};

/** Something that has targets of its own, which are to be looked up. */
export type TargetHolder = { kind: "maintenance-window" | "window-target" | "association"; id: string };

/** Accounts and Regions in which a runbook is to run. */
export type TargetLocation = { accounts: string[]; regions: string[] };

export type NotificationRequest = {
  topicArn: string | null;
  events: string[];
  type: string | null;
  roleArn: string | null;
};

/** Something that a reader of the verdict has to know about how the text was read. */
export type Note = {
  kind: "unreadable-file" | "variable" | "ignored" | "corrected" | "broken" | "cut" | "rights";
  sentence: string;
};

/** What somebody is about to ask of SSM, as far as the text says. Parameters are left behind at once: they may be secrets. */
export type Request = {
  form: Form;
  operation: Operation;
  /** The text names none, so the most common one is assumed. */
  isOperationAssumed: boolean;
  /** In the order of the text, repetitions included: a repeated id is refused by SSM. */
  nodes: NodeReference[];
  malformed: MalformedId[];
  /** All of them must hold of a node. */
  expressions: Target[];
  holders: TargetHolder[];
  /** What may be the name or the address of a node: SSM takes neither, and whoever wrote it meant somebody. */
  names: string[];
  /** Targets that are no nodes, as a task of ECS in a session. */
  others: string[];
  locations: TargetLocation[];
  /** How many recorded calls stand in it; the first is judged. */
  events: number;
  /** Some of it stands elsewhere (a file, a variable, a template), so that nobody here knows the whole call. */
  isPartlyHidden: boolean;
  documentName: string | null;
  documentVersion: string | null;
  /** The parameter of a runbook that takes the targets. */
  targetParameterName: string | null;
  account: string | null;
  region: string | null;
  notification: NotificationRequest | null;
  maxConcurrency: string | null;
  maxErrors: string | null;
  /** An error that AWS already gave, where the text is its message. */
  error: { code: string; message: string } | null;
  notes: Note[];
};

export function emptyRequest(form: Form): Request {
  return {
    form,
    operation: "SendCommand",
    isOperationAssumed: true,
    nodes: [],
    malformed: [],
    expressions: [],
    holders: [],
    names: [],
    others: [],
    locations: [],
    events: 0,
    isPartlyHidden: false,
    documentName: null,
    documentVersion: null,
    targetParameterName: null,
    account: null,
    region: null,
    notification: null,
    maxConcurrency: null,
    maxErrors: null,
    error: null,
    notes: [],
  };
}
