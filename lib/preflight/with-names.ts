import type { FleetView } from "./fleet-view.ts";
import { isAddress, isAnything, noteNothing } from "./parse/loose-text.ts";
import type { MalformedId, Request } from "./request.ts";

/**
 * The request with what stands in it for a node: an address always does, a word where a node is called so. SSM takes
 * neither, so each is told as no id, with the node beside it.
 */
export function withNames(request: Request, view: FleetView): Request {
  if (request.names.length === 0) return request;
  const meant = request.names.flatMap((text): MalformedId[] => {
    if (isAddress(text)) return [{ text, reason: "it is an address, and SSM takes ids" }];
    return view.called(text).length > 0 ? [{ text, reason: "it is a name, and SSM takes ids" }] : [];
  });
  const named: Request = {
    ...request,
    malformed: [...request.malformed, ...meant],
    notes: [...request.notes],
  };
  if (!isAnything(named)) noteNothing(named);
  return named;
}
