import { collectorOf } from "../collect/index.ts";
import { nameInArn } from "../collect/parsing.ts";
import { readNeeded, readProfileAssociations } from "../collect/read-belonging.ts";
import { readDocuments, type Wanted } from "../collect/read-documents.ts";
import type { DocumentKind } from "../model/document-kind.ts";
import { serviceSettingIds } from "../model/documents/service-setting.ts";
import { scopeKey } from "../model/scope.ts";
import { findNaming, findParsed } from "./find-parsed.ts";
import { saveBelonging, saveRead } from "./save-read.ts";
import type { SyncScopeOptions } from "./sync-scope.ts";

type Options = Pick<SyncScopeOptions, "store" | "reader" | "now">;

/** Reads again with what some nodes sign: their profiles and roles, and the Region's settings. Answers what is another now. */
export async function readIdentity(options: Options, ids: readonly string[]): Promise<Wanted[]> {
  const { store, reader } = options;
  const scope = scopeKey(reader.scope);
  const instances = await findParsed(store, scope, "instance", ids);
  const arns = [...new Set(instances.flatMap(({ instanceProfileArn }) => instanceProfileArn ?? []))];
  const moved = await saveRead(
    options,
    await readDocuments(reader, [
      ...serviceSettingIds.map((id): Wanted => ({ kind: "service-setting", id })),
      ...arns.map((id): Wanted => ({ kind: "instance-profile", id })),
    ]),
  );
  const instanceIds = instances.map(({ id }) => id);
  if (instanceIds.length > 0) {
    const known = await findNaming(store, scope, "profile-association", instanceIds);
    const associations = await readProfileAssociations(reader, instanceIds);
    moved.push(...(await saveBelonging(options, associations, known)));
  }
  const roles = new Set([
    ...(await rolesOf(options, "instance-profile", arns)),
    ...(await rolesOf(options, "service-setting", serviceSettingIds)),
    ...(await rolesOf(options, "managed-node", ids)),
  ]);
  return [...moved, ...(await readRoles(options, roles))];
}

/** The roles that some documents lead to, as a whole reading finds them. */
async function rolesOf<Kind extends DocumentKind>(
  { store, reader }: Options,
  kind: Kind,
  ids: readonly string[],
): Promise<readonly string[]> {
  const documents = await findParsed(store, scopeKey(reader.scope), kind, ids);
  const { needs } = collectorOf("role");
  return documents.flatMap((document) => needs[kind]?.(document) ?? []);
}

/** SSM names some roles without their path, so these are known by their name, which is its own within an account. */
async function readRoles(options: Options, roles: ReadonlySet<string>): Promise<Wanted[]> {
  if (roles.size === 0) return [];
  const { store, reader } = options;
  const names = new Set([...roles].map(nameInArn));
  const known: Wanted[] = [];
  for await (const batch of store.loadDocuments(scopeKey(reader.scope), ["role"]))
    for (const { id } of batch) if (names.has(nameInArn(id))) known.push({ kind: "role", id });
  const answer = await readNeeded(reader, "role", roles);
  const moved = await saveBelonging(options, answer, known);
  const ids = new Set([...known, ...answer.read].map(({ id }) => id));
  const simulations = [...ids].map((id): Wanted => ({ kind: "role-simulation", id }));
  return [...moved, ...(await saveRead(options, await readDocuments(reader, simulations)))];
}
