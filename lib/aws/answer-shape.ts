import type {
  DeserializeMiddleware,
  HttpResponse,
  MetadataBearer,
  Pluggable,
  ResponseMetadata,
} from "@smithy/types";
import { UnreadableAnswer } from "./errors.ts";
import type { Service } from "./operation.ts";

/** The services that speak XML; the others speak JSON. */
const xmlServices: ReadonlySet<Service> = new Set(["autoscaling", "ec2", "iam", "route53", "sts"]);

const errorRoots = ["Response", "ErrorResponse", "Error"];
const decoder = new TextDecoder();

type Answer = {
  service: Service;
  operation: string;
  status: number;
  hasErrorHeader: boolean;
  body: Uint8Array;
};

/**
 * What an answer is if it is not what AWS answers `operation` with, in words; null where it may be read. SDK parsers make
 * an empty list of a login page, and of XML that is about something else, so it has to be told before they see it.
 */
export function findOddity({ service, operation, status, hasErrorHeader, body }: Answer): string | null {
  const isError = status >= 300;
  // AWS gives the code of some errors in a header, and no body.
  if (body.length === 0) return isError && hasErrorHeader ? null : "An empty body";
  const start = decoder.decode(body.subarray(0, 500)).trimStart();
  const end = decoder.decode(body.subarray(-200)).trimEnd();
  if (/^<(?:!doctype\s+html|html)/i.test(start)) return "An HTML page";
  if (!xmlServices.has(service)) {
    if (!start.startsWith("{")) return start.startsWith("<") ? "An XML document" : "Plain text";
    return end.endsWith("}") ? null : "Half an answer";
  }
  const root = /^(?:<\?xml[^>]*\?>\s*)?<([A-Za-z][\w.-]*)/.exec(start)?.[1];
  if (root === undefined) return start.startsWith("{") ? "A JSON document" : "Plain text";
  const isAsked = isError ? errorRoots.includes(root) : root === `${operation}Response`;
  if (!isAsked) return `A document of another kind (<${root}>)`;
  return end.endsWith(`</${root}>`) || end.endsWith("/>") ? null : "Half an answer";
}

/** Makes a client of `service` refuse answers that are not AWS's. It sits below the SDK's parser. */
export function answerShape<Input extends object, Output extends MetadataBearer>(
  service: Service,
): Pluggable<Input, Output> {
  const middleware: DeserializeMiddleware<Input, Output> = (next, context) => async (args) => {
    const result = await next(args);
    const response = result.response as HttpResponse;
    const body: Uint8Array = await collect(response.body);
    response.body = body;
    const { statusCode: status, headers } = response;
    const operation = String(context.commandName).replace(/Command$/, "");
    const hasErrorHeader = headers["x-amzn-errortype"] !== undefined;
    const oddity = findOddity({ service, operation, status, hasErrorHeader, body });
    if (oddity !== null) {
      throw notAws(status, oddity);
    }
    return result;
  };
  return {
    applyToStack: (stack) =>
      stack.add(middleware, { step: "deserialize", priority: "low", name: "answerShape" }),
  };
}

/**
 * Refuses an answer that says nothing: no field, not even that a list is empty, and no request id, which AWS never leaves
 * out. The SDK makes it of any document with other fields than those it knows, as `{"error": "sign in"}`.
 */
export function refuseHollow(answer: unknown): void {
  if (typeof answer !== "object" || answer === null) return;
  const { $metadata: metadata, ...told }: { $metadata?: ResponseMetadata } = answer;
  if (metadata?.requestId !== undefined) return;
  if (Object.values(told).some((value) => value !== undefined)) return;
  throw notAws(metadata?.httpStatusCode ?? 200, "A document of another kind");
}

function notAws(status: number, oddity: string): UnreadableAnswer {
  return new UnreadableAnswer(
    status,
    `${oddity} came back (HTTP status ${status}) where AWS's answer should be. A proxy, a gateway or a stand-in for AWS may have answered.`,
  );
}

async function collect(body: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of body) chunks.push(chunk);
  return Buffer.concat(chunks);
}
