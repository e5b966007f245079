import { createHmac } from "node:crypto";
import { createAddressMap } from "./redact-address.ts";

/** Other words for accounts, names and addresses: the same for the same, wherever it stands. */
export type Redaction = {
  account(id: string): string;
  name(text: string): string;
  /** Each part of a path is a name. */
  path(text: string): string;
  /** Whatever can be found in any text: accounts, addresses, and the names in ARNs. */
  text(text: string): string;
};

/** Names of AWS's own, the same in every account: they tell nothing, and rules go by them. */
const commonName = /^(?:aws|amazon|com\.amazonaws|default$|name$|service-role$|standard$|advanced$|v\d+$)/i;

const namedByArn =
  /(arn:[\w-]+:[\w-]*:[\w-]*:\w*:(?:role|instance-profile|policy|user|assumed-role|image|launch-template)\/)([\w+=,.@/*-]+)/g;
const accountId = /(?<![\w-])\d{12}(?![\w-])/g;
const ipv4 = /(?<![\w.])\d{1,3}(?:\.\d{1,3}){3}(?:\/\d{1,2})?(?![\w.])/g;
const ipv4InName = /\bip-(\d{1,3}-\d{1,3}-\d{1,3}-\d{1,3})\b/g;
const ipv6 = /(?<![\w:])[0-9a-f]*:[0-9a-f:]*:[0-9a-f]*(?:\/\d{1,3})?(?![\w:])/gi;

export function createRedaction(key: string): Redaction {
  const addresses = createAddressMap(key);
  const digest = (kind: string, text: string) =>
    createHmac("sha256", key).update(`${kind}:${text}`).digest("hex");

  const account = (id: string) =>
    String(BigInt(`0x${digest("account", id).slice(0, 12)}`) % 10n ** 12n).padStart(12, "0");
  const name = (text: string) =>
    text === "" || commonName.test(text) ? text : `n-${digest("name", text).slice(0, 8)}`;
  const path = (text: string) => text.split("/").map(name).join("/");
  // A wildcard is a rule and no name; what stands around it gives away as much as a name.
  const pattern = (text: string) => text.replace(/[^/*]+/g, name);

  const text = (whole: string) =>
    whole
      .replace(namedByArn, (_, head: string, tail: string) => head + pattern(tail))
      .replace(accountId, account)
      .replace(ipv4InName, (_, octets: string) => {
        const mapped = addresses.address(octets.replaceAll("-", "."));
        return `ip-${mapped.replaceAll(".", "-")}`;
      })
      .replace(ipv4, addresses.address)
      .replace(ipv6, addresses.address);
  return { account, name, path, text };
}
