const key = "muster:preflight";

/** Leaves a text for the preflight page that is about to open, where it is too long for its address. */
export function handText(text: string): void {
  sessionStorage.setItem(key, text);
}

/** The text that another page left; it is there once. */
export function takeHandedText(): string | null {
  const text = sessionStorage.getItem(key);
  sessionStorage.removeItem(key);
  return text;
}
