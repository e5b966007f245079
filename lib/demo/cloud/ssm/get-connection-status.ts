import {
  GetConnectionStatus$,
  type GetConnectionStatusRequest,
  type GetConnectionStatusResponse,
} from "@aws-sdk/client-ssm";
import { defineOperation } from "../operation.ts";
import { unconfirmedOf } from "../unconfirmed.ts";
import { managedNode } from "./nodes.ts";

export const getConnectionStatus = defineOperation<GetConnectionStatusRequest, GetConnectionStatusResponse>({
  service: "ssm",
  schema: GetConnectionStatus$,
  action: "ssm:GetConnectionStatus",
  handle(context, { Target = "" }) {
    const node = managedNode(context, Target);
    if (node === null && unconfirmedOf(context.world).U13_connectionOfUnknownNode === "error")
      context.fail("InternalServerError", "An error occurred on the server side.", { status: 500 });
    return { Target, Status: node?.isConnected ? "connected" : "notconnected" };
  },
});
