import type { IamRole } from "../world.ts";

/** Whether the role's trust policy lets the service assume it. */
export function trustsService(role: IamRole | undefined, service: string): boolean {
  const statements = role?.trust.Statement ?? [];
  return statements.some(
    ({ Effect, Principal }) =>
      Effect === "Allow" &&
      typeof Principal === "object" &&
      [Principal.Service ?? []].flat().includes(service),
  );
}
