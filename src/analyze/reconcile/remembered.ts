/** An answer about a node, worked out when it is first asked for: thousands of needs ask about the same few nodes. */
export const remembered = <T>(make: (id: string) => T): ((id: string) => T) => {
  const known = new Map<string, { readonly made: T }>();
  return (id) => {
    const before = known.get(id);
    if (before !== undefined) return before.made;
    const made = make(id);
    known.set(id, { made });
    return made;
  };
};
