/** What `find` gave for a key, asked for once: also by those who ask while the answer is on its way. */
export function createMemory<Value>(find: (key: string) => Promise<Value>): (key: string) => Promise<Value> {
  const known = new Map<string, Promise<Value>>();
  return (key) => {
    const held = known.get(key) ?? find(key);
    known.set(key, held);
    return held;
  };
}
