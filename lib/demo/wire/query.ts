import { NormalizedSchema } from "@smithy/core/schema";
import { AwsError } from "../cloud/error.ts";
import type { Operation } from "../cloud/operation.ts";
import { serviceNamed } from "../cloud/service.ts";
import { type FormNode, formKey, parseForm, readForm } from "./form.ts";
import type { Protocol } from "./protocol.ts";
import type { WireRequest, WireResponse } from "./request.ts";
import { escapeXml, writeXml } from "./xml.ts";

const declaration = '<?xml version="1.0" encoding="UTF-8"?>\n';

/** EC2's own dialect: results stand directly under the root, lists in requests are flat, errors come in a list. */
export const ec2Query: Protocol = {
  read(operation, request) {
    const form = formOf(request);
    refuseUnknownParameters(operation, form);
    return readForm("ec2Query", operation.schema[4], form);
  },
  answer(service, { name, schema }, output, requestId) {
    const content = NormalizedSchema.of(schema[5]).isStructSchema()
      ? writeXml(schema[5], output ?? {})
      : "<return>true</return>";
    return xml(
      200,
      requestId,
      `<${name}Response xmlns="${service.xmlNamespace}"><requestId>${requestId}</requestId>${content}</${name}Response>`,
    );
  },
  refuse(_service, error, requestId) {
    return xml(
      error.status,
      requestId,
      `<Response><Errors><Error><Code>${escapeXml(error.code)}</Code><Message>${escapeXml(error.message)}</Message></Error></Errors><RequestID>${requestId}</RequestID></Response>`,
    );
  },
};

/** The Query protocol of STS, IAM and Auto Scaling. */
export const awsQuery: Protocol = {
  read(operation, request) {
    const form = formOf(request);
    const { version } = serviceNamed(operation.service);
    const asked = form.children.get("Version")?.value ?? "NO_VERSION_SPECIFIED";
    if (asked !== version)
      throw new AwsError("InvalidAction", `Could not find operation ${operation.name} for version ${asked}`);
    return readForm("awsQuery", operation.schema[4], form);
  },
  answer(service, { name, schema }, output, requestId) {
    const content = NormalizedSchema.of(schema[5]).isStructSchema()
      ? `<${name}Result>${writeXml(schema[5], output ?? {})}</${name}Result>`
      : "";
    return xml(
      200,
      requestId,
      `<${name}Response xmlns="${service.xmlNamespace}">${content}<ResponseMetadata><RequestId>${requestId}</RequestId></ResponseMetadata></${name}Response>`,
    );
  },
  refuse(service, error, requestId) {
    return xml(error.status, requestId, queryError(service.xmlNamespace ?? "", error, requestId));
  },
};

/** The error document of the Query protocol, which Route 53 uses too. */
export function queryError(xmlNamespace: string, error: AwsError, requestId: string): string {
  const sender = error.status < 500 ? "Sender" : "Receiver";
  return `<ErrorResponse xmlns="${xmlNamespace}"><Error><Type>${sender}</Type><Code>${escapeXml(error.code)}</Code><Message>${escapeXml(error.message)}</Message></Error><RequestId>${requestId}</RequestId></ErrorResponse>`;
}

export function xml(status: number, requestId: string, document: string): WireResponse {
  return {
    status,
    headers: { "content-type": "text/xml;charset=UTF-8", "x-amzn-requestid": requestId },
    body: declaration + document,
  };
}

/** Query requests are forms in the body; a GET carries the same in its address. */
export function formOf(request: WireRequest): FormNode {
  return parseForm(request.body.length > 0 ? request.body.toString("utf8") : request.url.search);
}

const carriedByEvery = new Set([
  "Action",
  "Version",
  "AWSAccessKeyId",
  "Signature",
  "SignatureMethod",
  "SignatureVersion",
  "Timestamp",
  "Expires",
  "SecurityToken",
]);

function refuseUnknownParameters(operation: Operation, form: FormNode) {
  const input = NormalizedSchema.of(operation.schema[4]);
  const known = new Set(carriedByEvery);
  if (input.isStructSchema()) {
    for (const [name, member] of input.structIterator()) known.add(formKey("ec2Query", name, member));
  }
  for (const key of form.children.keys()) {
    if (!known.has(key) && !key.startsWith("X-Amz-"))
      throw new AwsError("UnknownParameter", `The parameter ${key} is not recognized`);
  }
}
