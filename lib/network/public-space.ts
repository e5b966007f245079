import { type Family, intervalsOf } from "./address.ts";
import { type IntervalSet, subtract, toSet } from "./interval-set.ts";
import { isOfAws } from "./prefix-list.ts";
import { unreserved } from "./special-addresses.ts";
import type { Terrain } from "./terrain.ts";

/**
 * The addresses of which a public name of the service has one: all public ones but those of AWS's own prefix lists, which
 * belong to other services each. Nobody can say which one it is, and mostly nothing hangs on it. Of a service that has such a
 * list, as S3, it is one of those.
 */
export function publicSpace(terrain: Terrain, service: string, family: Family): IntervalSet {
  return terrain.once(`public space of ${service} ${family}`, () => {
    const lists = (terrain.facts.all("managed-prefix-list").value ?? []).filter(isOfAws);
    const own = service === "" ? undefined : lists.find(({ name }) => name?.endsWith(`.${service}`));
    const addresses = toSet(intervalsOf(own?.cidrs ?? [], family));
    // There is a list for each family: that of the other one says nothing about this one.
    if (addresses.length > 0) return addresses;
    if (own === undefined && service !== "") return publicSpace(terrain, "", family);
    const others = lists
      .filter((list) => list.name !== null && list !== own)
      .flatMap((list) => intervalsOf(list.cidrs ?? [], family));
    return subtract(unreserved[family], toSet(others));
  });
}
