import { isIP } from "node:net";
import type { OperationContext } from "../operation.ts";

/** The block as EC2 keeps it, without the bits behind its length (`100.68.0.18/18` is `100.68.0.0/18`); null where it is none. */
export function canonicalCidr(value: string, family: 4 | 6): string | null {
  const [, address = "", length = ""] = /^([^/]+)\/(\d{1,3})$/.exec(value) ?? [];
  if (isIP(address) !== family || Number(length) > (family === 4 ? 32 : 128)) return null;
  return family === 4 ? `${masked(address, Number(length))}/${length}` : value;
}

/** Whether a block of IPv4 is the other one, or a part of it. */
export function containsCidr(whole: string, part: string): boolean {
  const length = whole.split("/")[1] ?? "";
  return (
    Number(part.split("/")[1]) >= Number(length) &&
    canonicalCidr(part.replace(/\/.*/, `/${length}`), 4) === whole
  );
}

function masked(address: string, length: number): string {
  const bits = address.split(".").reduce((number, byte) => number * 256 + Number(byte), 0);
  const network = bits - (bits % 2 ** (32 - length));
  return [24, 16, 8, 0].map((shift) => Math.floor(network / 2 ** shift) % 256).join(".");
}

/** The canonical block of a parameter, or EC2's refusal. */
export function requireCidr(
  context: OperationContext,
  parameter: string,
  value: string | undefined,
  family: 4 | 6,
): string | undefined {
  if (value === undefined) return undefined;
  const refused = `Value (${value}) for parameter ${parameter} is invalid. This is not a valid CIDR block.`;
  return canonicalCidr(value, family) ?? context.fail("InvalidParameterValue", refused);
}
