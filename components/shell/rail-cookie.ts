const name = "muster-rail";
const yearSeconds = 31_536_000;

/** Whether the rail is folded, where the server can see it: the first paint already has the right width. */
export const railCookie = {
  name,
  isFolded: (value: string | undefined) => value === "folded",
  print: (isFolded: boolean) =>
    `${name}=${isFolded ? "folded" : "open"}; path=/; max-age=${yearSeconds}; samesite=strict`,
};
