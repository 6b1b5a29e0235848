/** What a file may cost before it is refused. Chosen so that every honest file passes and no hostile one takes a second. */

/** UTF-16 units of one text; a file of 1 MiB never has more. */
export const maxTextLength = 1024 * 1024;

/** Maps and sequences inside each other, also through aliases. */
export const maxDepth = 64;

/** Keys, values, items and collections as written. A map of 20,000 keys is still read. */
export const maxNodes = 50_000;

/** Pieces that the lexer gives, blank lines and signs included: what the largest honest file can have. */
export const maxWords = 6 * maxNodes;

/** Nodes that aliases and merge keys may add to those that are written. */
export const maxExpandedNodes = 20_000;

/** Faults of the library after which composing is pointless. */
export const maxFaults = 500;

/** Problems told of one file; one more says how many were left out. */
export const maxProblems = 100;
