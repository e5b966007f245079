import { describe, expect, test } from "vitest";
import { findOddity, refuseHollow } from "./answer-shape.ts";

const encoder = new TextEncoder();

function oddityOf(service: "ec2" | "ssm", status: number, text: string, hasErrorHeader = false) {
  const operation = service === "ec2" ? "DescribeVpcs" : "ListCommands";
  return findOddity({ service, operation, status, hasErrorHeader, body: encoder.encode(text) });
}

const page = "<!DOCTYPE html><html><body>Sign in</body></html>";

describe("AWS's own answers may be read:", () => {
  test.each<["ec2" | "ssm", number, string]>([
    ["ec2", 200, '<?xml version="1.0"?>\n<DescribeVpcsResponse><vpcSet/></DescribeVpcsResponse>\n'],
    ["ec2", 200, "<DescribeVpcsResponse/>"],
    ["ec2", 400, "<Response><Errors/></Response>"],
    ["ec2", 400, "<ErrorResponse><Error/></ErrorResponse>"],
    ["ssm", 200, '{"Commands":[]}'],
    ["ssm", 400, '{"__type":"InvalidInstanceId"}'],
  ])("%s %d %s", (service, status, text) => {
    expect(oddityOf(service, status, text)).toBeNull();
  });

  test("an error that is all in its header", () => {
    expect(oddityOf("ssm", 400, "", true)).toBeNull();
  });
});

describe("anything else is told apart before a parser makes an empty list of it:", () => {
  test.each<["ec2" | "ssm", number, string, string]>([
    ["ec2", 200, page, "An HTML page"],
    ["ec2", 503, page, "An HTML page"],
    ["ssm", 200, page, "An HTML page"],
    ["ec2", 200, "", "An empty body"],
    ["ssm", 500, "", "An empty body"],
    ["ec2", 200, '{"Vpcs":[]}', "A JSON document"],
    ["ssm", 200, "<DescribeVpcsResponse/>", "An XML document"],
    ["ec2", 502, "Bad Gateway", "Plain text"],
    ["ssm", 200, "ok", "Plain text"],
    ["ec2", 200, "<DescribeSubnetsResponse/>", "A document of another kind (<DescribeSubnetsResponse>)"],
    ["ec2", 200, "<Response><Errors/></Response>", "A document of another kind (<Response>)"],
    ["ec2", 200, "<DescribeVpcsResponse><vpcSet><item>", "Half an answer"],
    ["ssm", 200, '{"Commands":[{"CommandId":"1', "Half an answer"],
  ])("%s %d %s", (service, status, text, oddity) => {
    expect(oddityOf(service, status, text)).toBe(oddity);
  });
});

describe("an answer that says nothing", () => {
  const metadata = { httpStatusCode: 200, requestId: "0b1f", attempts: 1 };
  const refuse = (answer: object) => () => refuseHollow(answer);

  test("is nobody's where no request id came with it", () => {
    const { requestId: _, ...anonymous } = metadata;
    expect(refuse({ $metadata: anonymous })).toThrow(/A document of another kind came back/);
    expect(refuse({ $metadata: anonymous, Commands: undefined })).toThrow();
    expect(refuse({ $metadata: anonymous, Commands: [] })).not.toThrow();
  });

  test("is AWS's where one did", () => {
    expect(refuse({ $metadata: metadata })).not.toThrow();
  });
});
