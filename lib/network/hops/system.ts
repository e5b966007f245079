import type { AddressQuestion } from "../address-plan.ts";
import { holderOf } from "../find-host.ts";
import { type Flow, formatFlow, hasPorts } from "../flow.ts";
import { block, type Part, type Place, pass, unread, words } from "../part.ts";
import type { SystemService } from "../system-services.ts";

const place: Place = { hop: "service", isBack: false, resources: [] };

/** What the VPC answers itself: nothing filters it, but two of these services can be switched off. */
export function systemPart(question: AddressQuestion, service: SystemService): Part {
  const off = service.name === "dns" ? dnsOff(question) : metadataOff(question, service);
  if (off !== null) return off;
  const { text, flow } = question;
  const sentence = `${text} is ${service.label}: no group, ACL or route filters it.`;
  return pass(place, () => words("not filtered", sentence), otherDoor(service, text, flow));
}

function otherDoor({ door, label }: SystemService, text: string, flow: Flow): Part["warnings"] {
  if (door === null || !hasPorts(flow)) return [];
  if (door.port === flow.port && door.protocols.includes(flow.protocol)) return [];
  const asked = formatFlow(flow);
  const own = door.protocols.map((protocol) => formatFlow({ protocol, port: door.port })).join(" and ");
  return [{ code: "SERVICE_PORT", sentence: `${text} is ${label}: it answers ${own}, and not ${asked}.` }];
}

function dnsOff({ terrain, sender, text }: AddressQuestion): Part | null {
  const vpc = terrain.vpc(sender.vpcId);
  if (vpc.gap !== null) return unread(place, vpc.gap);
  if (vpc.value === undefined) return null;
  const support = terrain.facts.part("vpc", vpc.value, "enableDnsSupport");
  if (support.gap !== null) return unread(place, support.gap);
  if (support.value) return null;
  const subject = { kind: "vpc" as const, id: sender.vpcId };
  const sentence = `DNS support is off in ${sender.vpcId}, so nothing answers at ${text}.`;
  return block(place, { cause: "vpc-dns-disabled", subject, code: "DNS_SUPPORT_DISABLED" }, () =>
    words("DNS support off", sentence, [
      terrain.facts.evidence(subject, "EnableDnsSupport", false, sentence),
    ]),
  );
}

function metadataOff({ terrain, own, sender, text }: AddressQuestion, { name }: SystemService): Part | null {
  if (name !== "metadata") return null;
  const holder = holderOf(terrain, own.id);
  const options = holder?.metadataOptions ?? null;
  if (holder === undefined || options === null) return null;
  const [field, value] =
    sender.family === 6 && options.httpEndpoint !== "disabled"
      ? (["HttpProtocolIpv6", options.httpProtocolIpv6] as const)
      : (["HttpEndpoint", options.httpEndpoint] as const);
  if (value !== "disabled") return null;
  const subject = { kind: "instance" as const, id: holder.id };
  const sentence = `Metadata is switched off on ${holder.id}, so nothing answers at ${text}.`;
  return block(place, { cause: "metadata-disabled", subject, code: "BAD_STATE" }, () =>
    words("metadata off", sentence, [
      terrain.facts.evidence(subject, `MetadataOptions.${field}`, value, sentence),
    ]),
  );
}
