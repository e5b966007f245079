import { request } from "node:http";
import { connect } from "node:net";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { type RunningEndpoint, startEndpoint } from "../server.ts";
import { accessKeyId, accountId, smallWorld } from "../testing/small-world.ts";

let endpoint: RunningEndpoint;
beforeAll(async () => {
  endpoint = await startEndpoint({ world: smallWorld(), port: 0 });
});
afterAll(() => endpoint.close());

type Sent = { method?: string; path?: string; headers?: Record<string, string>; body?: string | Buffer };

/** As it stands, without what a client library would mend. */
function send({ method = "POST", path = "/", headers = {}, body = "" }: Sent) {
  return new Promise<{ status: number; body: string }>((resolve, reject) => {
    const sent = request({ port: endpoint.port, host: "127.0.0.1", method, path, headers }, (answer) => {
      let text = "";
      answer.setEncoding("utf8").on("data", (chunk) => (text += chunk));
      answer.on("end", () => resolve({ status: answer.statusCode!, body: text }));
    });
    sent.on("error", reject).end(body);
  });
}

const scopeOf = (service: string) => `${accessKeyId}/20261101/eu-west-1/${service}/aws4_request`;
const signed = (service: string) => ({
  authorization: `AWS4-HMAC-SHA256 Credential=${scopeOf(service)}, SignedHeaders=host, Signature=0`,
});
const target = { "x-amz-target": "AmazonSSM.DescribeInstanceInformation" };

function presigned(service: string, question: string, signedAt = new Date()): string {
  const query = new URLSearchParams({
    ...{ "X-Amz-Algorithm": "AWS4-HMAC-SHA256", "X-Amz-Credential": scopeOf(service), "X-Amz-Expires": "60" },
    ...{ "X-Amz-Date": signedAt.toISOString().replace(/[-:]|\.\d+/g, ""), "X-Amz-Signature": "0" },
  });
  return `/?${question}&${query}`;
}
const whoAmI = "Action=GetCallerIdentity&Version=2011-06-15";
const vpcs = "Action=DescribeVpcs&Version=2016-11-15";
const ssm = { ...signed("ssm"), ...target };

test.each<[string, () => Sent, number, RegExp]>([
  [
    "a signed address",
    () => ({ method: "GET", path: presigned("sts", whoAmI) }),
    200,
    RegExp(`<Account>${accountId}<`),
  ],
  ["one of EC2", () => ({ method: "GET", path: presigned("ec2", vpcs) }), 200, /<vpcSet>/],
  [
    "one that is opened too late",
    () => ({ method: "GET", path: presigned("sts", whoAmI, new Date(Date.now() - 16 * 60_000)) }),
    403,
    /<Code>SignatureDoesNotMatch<.*Signature expired/,
  ],
  [
    "one without a date",
    () => ({ method: "GET", path: presigned("sts", whoAmI).replace("X-Amz-Date", "X-Amz-Day") }),
    403,
    /<Code>IncompleteSignature</,
  ],
  [
    "one whose key is nobody's, to whom accepts JSON",
    () => ({
      ...{ method: "GET", path: presigned("sts", whoAmI).replace(accessKeyId, "AKIANOBODY") },
      headers: { accept: "application/json" },
    }),
    403,
    /^\{"Error":\{"Code":"InvalidClientTokenId",.*"Type":"Sender"\},"RequestId":/,
  ],
  [
    "a packed form",
    () => ({ headers: { ...signed("ec2"), "content-encoding": "gzip" }, body: gzipSync(vpcs) }),
    200,
    /<vpcSet>/,
  ],
  [
    "packed JSON",
    () => ({ headers: { ...ssm, "content-encoding": "gzip" }, body: gzipSync("{}") }),
    200,
    /^\{"Inst/,
  ],
  [
    "what says that it is packed",
    () => ({ headers: { ...ssm, "content-encoding": "gzip" }, body: "{}" }),
    400,
    /coding/,
  ],
  [
    "an unknown packing",
    () => ({ headers: { ...ssm, "content-encoding": "br2" }, body: "{}" }),
    400,
    /coding/,
  ],
  ["half a JSON", () => ({ headers: ssm, body: '{"MaxRes' }), 400, /"SerializationException"/],
  ["no body", () => ({ headers: ssm }), 200, /^\{"Inst/],
  ["a target in a GET", () => ({ method: "GET", headers: ssm }), 400, /UnknownOperationException/],
  ["a form without an action", () => ({ headers: signed("ec2") }), 400, /<Code>MissingAction</],
  [
    "a Query request of no version",
    () => ({ headers: signed("sts"), body: "Action=GetCallerIdentity" }),
    400,
    /Could not find operation GetCallerIdentity for version NO_VERSION_SPECIFIED/,
  ],
  ["an address of slashes alone", () => ({ method: "GET", path: "//" }), 404, /UnknownOperation/],
  ["a broken percent sign", () => ({ method: "GET", path: "/groups/%E0%A4%A" }), 404, /UnknownOperation/],
])("%s is answered as AWS would", async (_, sent, status, body) => {
  const answer = await send(sent());
  expect(answer).toEqual({ status, body: expect.stringMatching(body) });
});

test("who accepts JSON gets the Query protocol's answer in JSON", async () => {
  const headers = { accept: "application/json", "x-k8s-aws-id": "cluster" };
  const { body } = await send({ method: "GET", path: presigned("sts", whoAmI), headers });
  expect(JSON.parse(body)).toEqual({
    GetCallerIdentityResponse: {
      GetCallerIdentityResult: expect.objectContaining({ Account: accountId }),
      ResponseMetadata: { RequestId: expect.any(String) },
    },
  });
});

test("who hangs up in the midst of a request is no trouble of the endpoint's", async () => {
  const complaints = vi.spyOn(console, "error");
  await new Promise((resolve) => {
    const socket = connect(endpoint.port, "127.0.0.1", () => {
      socket.write("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 50\r\n\r\nabc", () =>
        socket.destroy(),
      );
    });
    socket.once("close", resolve);
  });
  expect((await send({ headers: ssm })).status).toBe(200);
  expect(complaints).not.toHaveBeenCalled();
});
