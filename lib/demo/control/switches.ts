import * as z from "zod";
import { type Unconfirmed, unconfirmedDefaults } from "../cloud/unconfirmed.ts";

/**
 * What nobody has measured at AWS, a switch each, numbered as in the reference's list of open points. The other points
 * of that list are about hosts, consoles or other partitions: no answer of this endpoint depends on them.
 */
export const switchesSchema = z.strictObject({
  U1_trailErrorCode: z.enum(["bare", "exception"]),
  U2_connectionLostAfterMinutes: z.number().positive(),
  U3_automationWithoutTargets: z.enum(["Success", "Failed"]),
  U4_commandToStoppedNode: z.enum(["reject", "accept"]),
  U9_changedSettingStatus: z.enum(["Customized", "Custom"]),
  U13_connectionOfUnknownNode: z.enum(["notconnected", "error"]),
  U17_jsonErrorStatus: z.enum(["400", "model"]),
  U20_vpcEndpointState: z.enum(["lower", "capitalised"]),
  U23_invalidInstanceIdText: z.enum(["with-ids", "without-ids", "empty"]),
  U25_privateDnsNeedsHostedZone: z.enum(["no", "yes"]),
  U27_unknownIdInFilter: z.enum(["fail", "ignore"]),
} satisfies Record<keyof Unconfirmed, z.ZodType>);

/** Each switch, what it can be, and what it is until somebody turns it. */
export function describeSwitches() {
  return Object.entries(switchesSchema.shape).map(([name, schema]) => ({
    name,
    values: schema instanceof z.ZodEnum ? schema.options : ["a positive number"],
    default: unconfirmedDefaults[name as keyof Unconfirmed],
  }));
}
