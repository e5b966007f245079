import {
  GetConnectionStatus$,
  type GetConnectionStatusRequest,
  type GetConnectionStatusResponse,
} from "@aws-sdk/client-ssm";
import { defineOperation } from "../operation.ts";
import { unconfirmedOf } from "../unconfirmed.ts";
import { managedNode } from "./nodes.ts";
import { refuseMember } from "./validation.ts";

export const getConnectionStatus = defineOperation<GetConnectionStatusRequest, GetConnectionStatusResponse>({
  service: "ssm",
  schema: GetConnectionStatus$,
  action: "ssm:GetConnectionStatus",
  handle(context, { Target = "" }) {
    if (Target.length === 0 || Target.length > 400)
      refuseMember(context, "target", Target, "Member must have length between 1 and 400");
    const node = managedNode(context, Target);
    if (node === null && unconfirmedOf(context.world).U13_connectionOfUnknownNode === "error")
      context.fail("InternalServerError", "An error occurred on the server side.", { status: 500 });
    return { Target, Status: node?.isConnected ? "connected" : "notconnected" };
  },
});
