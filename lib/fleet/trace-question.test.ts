import { expect, test } from "vitest";
import { parseTraceQuestion, type TraceInput } from "./trace-question.ts";

const from = "i-0aaaaaaaaaaaaaaa1";
const parse = (input: Partial<TraceInput>) => parseTraceQuestion({ from, to: "ssm", ...input }, "eu-west-1");

test.each([
  ["TCP", "tcp", 443],
  ["6", "tcp", 443],
  ["17", "udp", 443],
  ["icmp", "icmp", null],
  ["58", "icmp", null],
  ["-1", "all", null],
])("protocol %s is %s, with port %s", (protocol, known, port) => {
  expect(parse({ protocol })).toMatchObject({ protocol: known, port });
});

test.each([
  ["10.0.4.20", "10.0.4.20"],
  ["2600:1F18::5", "2600:1f18::5"],
  ["[2600:1f18::5]:443", "2600:1f18::5"],
  ["https://10.0.4.20:8443/x", "10.0.4.20"],
  ["::ffff:10.0.4.20", "10.0.4.20"],
  ["fe80::1%eth0", "fe80::1"],
])("%s is asked about as address %s", (to, address) => {
  expect(parse({ to }).to).toEqual({ address });
});

test.each(["ssmmessages", "ssm-fips", "monitoring", "execute-api"])("%s is a service", (to) => {
  expect(parse({ to }).to).toEqual({ service: to });
});

test.each([
  [{ from: "10.0.1.10" }, /from must be an instance or an interface/],
  [{ from: "mi-0aaaaaaaaaaaaaaa1" }, /hybrid node/],
  [{ to: "i-0bbbbbbbbbbbbbbb2" }, /is a machine: ask for one of its addresses/],
  [{ to: "10.0.0.0/16" }, /is a block: ask for one address in it/],
  [{ to: "db.example.com" }, /what the host name "db.example.com" leads to is in no API/],
  [{ to: "ssm.amazonaws.com" }, /what the host name "ssm.amazonaws.com" leads to is in no API/],
  [{ to: "smm" }, /to must be a service that is known here, or its host; "smm" is none/],
  [{ to: "what?" }, /to must be an address, or an AWS service as ssm or s3; it is "what\?"/],
  [{ to: "0.0.0.0" }, /that packets are sent to/],
  [{ to: "255.255.255.255" }, /that packets are sent to/],
  [{ to: "::ffff:127.0.0.1" }, /that packets are sent to/],
  [{ to: "ff02::1" }, /that packets are sent to/],
  [{ to: "127.0.0.1" }, /that packets are sent to/],
  [{ to: "224.0.0.251" }, /that packets are sent to/],
  [{ to: "::1" }, /that packets are sent to/],
  [
    { to: "vpce-0123456789abcdef0-abcdefgh.ssm.us-east-1.vpce.amazonaws.com" },
    /a service of us-east-1, and the node is in eu-west-1/,
  ],
  [{ to: "com.amazonaws.us-east-1.ssm" }, /a service of us-east-1, and the node is in eu-west-1/],
  [{ protocol: "gre" }, /protocol must be one of tcp, udp, icmp and all/],
  [{ protocol: "icmp", port: 8 }, /port must be left out/],
  [{ port: 0 }, /port must be a port from 1 to 65535/],
  [{ port: 65_536 }, /port must be a port from 1 to 65535/],
])("%j is refused by the field that is wrong", (input, message) => {
  expect(() => parse(input)).toThrow(message);
});
