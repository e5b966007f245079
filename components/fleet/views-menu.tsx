import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Trash2 } from "lucide-react";
import Link from "next/link";
import { type FormEvent, useState } from "react";
import type { NewSavedView, SavedView } from "../../lib/api/saved-view.ts";
import { api } from "../../lib/routes/api.ts";
import { type FleetQuery, toViewParameters } from "../../lib/routes/fleet.ts";
import { sendJson } from "../query/read-json.ts";
import { Button, IconButton } from "../ui/button.tsx";
import { classNames } from "../ui/class-names.ts";
import { Input } from "../ui/input.tsx";
import { Popover, PopoverContent, PopoverTrigger } from "../ui/popover.tsx";
import { toast } from "../ui/toast.ts";
import { viewsOptions } from "./fleet-queries.ts";
import type { OnDemandProps } from "./on-demand.tsx";

export type ViewsMenuProps = { query: FleetQuery };

/** Kept questions: open one, keep the present one under a name, let one go. */
export default function ViewsMenu({ query, trigger }: ViewsMenuProps & OnDemandProps) {
  const [isOpen, setIsOpen] = useState(true);
  const { data, error } = useQuery(viewsOptions);
  const present = toViewParameters(query);
  const close = () => setIsOpen(false);
  return (
    <Popover open={isOpen} onOpenChange={setIsOpen}>
      <PopoverTrigger asChild>{trigger}</PopoverTrigger>
      <PopoverContent align="end" aria-label="Saved views" className="w-72">
        <SaveForm parameters={present} onSaved={close} />
        <ul className="p-1">
          {data?.items.map((view) => (
            <ViewItem key={view.id} view={view} isPresent={view.query === present} onOpen={close} />
          ))}
          {data?.items.length === 0 && (
            <li className="px-2 py-1.5 text-meta text-3">No view is saved yet.</li>
          )}
          {error && <li className="px-2 py-1.5 text-meta text-st-lost">{error.message}</li>}
        </ul>
      </PopoverContent>
    </Popover>
  );
}

function SaveForm({ parameters, onSaved }: { parameters: string; onSaved: () => void }) {
  const [name, setName] = useState("");
  const client = useQueryClient();
  const save = useMutation({
    mutationFn: (view: NewSavedView) => sendJson<SavedView>("POST", api.views(), view),
    onSuccess: async (view) => {
      await client.invalidateQueries({ queryKey: viewsOptions.queryKey });
      toast({ title: `“${view.name}” is saved.` });
      onSaved();
    },
    onError: (error) => toast({ title: "The view is not saved.", detail: error.message, tone: "lost" }),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (name.trim() !== "") save.mutate({ name: name.trim(), query: parameters });
  };
  return (
    <form onSubmit={submit} className="flex gap-2 border-b border-line-faint p-2">
      <Input
        aria-label="Name of the view"
        placeholder="Save this view as"
        maxLength={80}
        value={name}
        onChange={(event) => setName(event.target.value)}
        className="flex-1"
      />
      <Button type="submit" disabled={name.trim() === "" || save.isPending}>
        Save
      </Button>
    </form>
  );
}

function ViewItem({ view, isPresent, onOpen }: { view: SavedView; isPresent: boolean; onOpen: () => void }) {
  const client = useQueryClient();
  const remove = useMutation({
    mutationFn: () => sendJson("DELETE", api.view(view.id)),
    onSuccess: () => client.invalidateQueries({ queryKey: viewsOptions.queryKey }),
    onError: (error) => toast({ title: "The view is still there.", detail: error.message, tone: "lost" }),
  });
  return (
    <li className="group flex items-center rounded-1 hover:bg-hover">
      <Link
        href={view.query === "" ? "/fleet" : `/fleet?${view.query}`}
        prefetch={false}
        onClick={onOpen}
        aria-current={isPresent || undefined}
        title={`Saved by ${view.actor}`}
        className={classNames("h-7 min-w-0 flex-1 truncate px-2 leading-7 text-1", isPresent && "font-name")}
      >
        {view.name}
      </Link>
      <IconButton
        size="smallIcon"
        label={`Delete the view ${view.name}`}
        disabled={remove.isPending}
        onClick={() => remove.mutate()}
        className="mr-0.5 opacity-0 group-focus-within:opacity-100 group-hover:opacity-100 pointer-coarse:opacity-100"
      >
        <Trash2 aria-hidden strokeWidth={1.5} />
      </IconButton>
    </li>
  );
}
