/** The looks that lists with a search line above them have in common. */
export const commandInput = "h-10 min-w-0 flex-1 bg-transparent outline-none placeholder:text-3";
export const commandItem =
  "flex h-8 cursor-default items-center gap-2.5 rounded-2 px-2 text-1 select-none data-[selected=true]:bg-press [&>svg]:shrink-0";
export const commandGroup =
  "[&_[cmdk-group-heading]]:px-2 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-meta [&_[cmdk-group-heading]]:text-3";
