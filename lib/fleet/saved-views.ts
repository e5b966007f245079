import { randomUUID } from "node:crypto";
import type { NewSavedView, SavedView } from "../api/saved-view.ts";
import { FleetError } from "../model/fleet-error.ts";
import type { FleetContext } from "./context.ts";

/** The saved views of the fleet page, by name. */
export async function listViews({
  store,
}: FleetContext): Promise<{ items: SavedView[]; total: number; next: null }> {
  const views = (await store.loadViews()).filter(({ page }) => page === "fleet");
  const items = views.map(({ id, name, query, actor, at }) => ({ id, name, query, actor, createdAt: at }));
  return { items: items.sort((a, b) => a.name.localeCompare(b.name)), total: items.length, next: null };
}

export async function saveView(
  { store, actor, now }: FleetContext,
  { name, query }: NewSavedView,
): Promise<SavedView> {
  const view = { id: randomUUID(), name, query, actor: actor.name, at: now() };
  await store.saveView({ ...view, page: "fleet" });
  await store.appendAudit({
    at: view.at,
    actor: actor.name,
    action: "view.save",
    target: view.id,
    detail: { name, query },
    outcome: "done",
  });
  return { id: view.id, name, query, actor: view.actor, createdAt: view.at };
}

export async function deleteView({ store, actor, now }: FleetContext, { id }: { id: string }): Promise<null> {
  const view = (await store.loadViews()).find((candidate) => candidate.id === id);
  if (!view)
    throw new FleetError("not-found", "There is no such saved view; it may have been deleted meanwhile.", {
      field: "id",
    });
  await store.deleteView(id);
  await store.appendAudit({
    at: now(),
    actor: actor.name,
    action: "view.delete",
    target: id,
    detail: { name: view.name },
    outcome: "done",
  });
  return null;
}
