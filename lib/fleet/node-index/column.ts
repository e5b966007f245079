/** The value that stands for "AWS tells none" in filters and facets: `vpc:none`. */
export const none = "none";

/**
 * One filterable property of all nodes: a small number per slot, and the words that the numbers stand for. A node may have
 * several values (security groups); they then stand in `several`.
 */
export class Column {
  /** Slot → code of its value. */
  codes = new Uint32Array(1024);
  readonly several: Map<number, Uint32Array> | null;
  readonly words: string[] = [none];
  private readonly codeByWord = new Map<string, number>([[none, 0]]);

  constructor({ isMultiple = false } = {}) {
    this.several = isMultiple ? new Map() : null;
  }

  set(slot: number, value: string | null | string[]): void {
    this.grow(slot);
    if (!Array.isArray(value)) {
      this.codes[slot] = this.encode(value ?? none);
      return;
    }
    this.codes[slot] = this.encode(value[0] ?? none);
    if (value.length > 1)
      this.several!.set(
        slot,
        Uint32Array.from(value, (word) => this.encode(word)),
      );
    else this.several!.delete(slot);
  }

  clear(slot: number): void {
    this.codes[slot] = 0;
    this.several?.delete(slot);
  }

  wordAt(slot: number): string {
    return this.words[this.codes[slot] ?? 0]!;
  }

  /** All values of a slot; empty where it has none. */
  wordsAt(slot: number): string[] {
    const several = this.several?.get(slot);
    if (several !== undefined) return Array.from(several, (code) => this.words[code]!);
    return this.codes[slot] ? [this.wordAt(slot)] : [];
  }

  /** The code of a word; undefined where nothing has ever had it. */
  codeOf(word: string): number | undefined {
    return this.codeByWord.get(word);
  }

  /** 1 at each code whose word satisfies `test`: looked up once a word and not once a node. */
  codesWhere(test: (word: string) => boolean): Uint8Array {
    return Uint8Array.from(this.words, (word) => (test(word) ? 1 : 0));
  }

  /** 1 at each code of these very words, which is far cheaper than asking all where a tag has 100,000 values. */
  codesOf(words: readonly string[]): Uint8Array {
    const codes = new Uint8Array(this.words.length);
    for (const word of words) {
      const code = this.codeByWord.get(word);
      if (code !== undefined) codes[code] = 1;
    }
    return codes;
  }

  has(slot: number, wanted: Uint8Array): boolean {
    const several = this.several?.get(slot);
    if (several === undefined) return wanted[this.codes[slot] ?? 0] === 1;
    return several.some((code) => wanted[code] === 1);
  }

  countInto(slot: number, counts: Uint32Array): void {
    const several = this.several?.get(slot);
    if (several === undefined) counts[this.codes[slot] ?? 0]!++;
    else for (const code of several) counts[code]!++;
  }

  /** How many of the first `slots` slots have a value. */
  countPresent(slots: number): number {
    let count = 0;
    for (let slot = 0; slot < slots; slot++) if (this.codes[slot]) count++;
    return count;
  }

  private encode(word: string): number {
    const known = this.codeByWord.get(word);
    if (known !== undefined) return known;
    const code = this.words.push(word) - 1;
    this.codeByWord.set(word, code);
    return code;
  }

  private grow(slot: number): void {
    if (slot < this.codes.length) return;
    const larger = new Uint32Array(Math.max(slot + 1, this.codes.length * 2));
    larger.set(this.codes);
    this.codes = larger;
  }
}
