import type { EndpointAddress } from "../network/endpoint-plan.ts";
import { dnsSuffixes, regionName } from "./service-word.ts";

/** An endpoint as somebody wrote it; the Region is null where the word says none. */
export type EndpointWord = EndpointAddress & { region: string | null };

const id = "vpce-[0-9a-f]{8}(?:[0-9a-f]{9})?";
const zone = "[a-z]{2,}(?:-[a-z0-9]+)*-\\d+[a-z]";
/** `vpce-…-random.ssm.eu-west-1.vpce.amazonaws.com`, that of a zone, and one with what is called in it in front. */
const ownName = new RegExp(
  `^(?:[^/\\s]+\\.)?(${id})-[a-z0-9]+(?:-(${zone}))?\\.[a-z0-9.-]+\\.(${regionName})\\.vpce\\.(?:${dnsSuffixes})$`,
);

/** Reads an endpoint's id or one of the DNS names of its own; undefined where it is neither. */
export function parseEndpointWord(text: string): EndpointWord | undefined {
  if (new RegExp(`^${id}$`).test(text)) return { id: text, name: null, zone: null, region: null };
  const found = ownName.exec(text);
  if (found === null) return undefined;
  return { id: found[1]!, name: text, zone: found[2] ?? null, region: found[3]! };
}
