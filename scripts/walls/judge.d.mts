/** `path:line  what is wrong`, a line for each breach of the walls in the tree below `root`. */
export function listBreaches(root: string): string[];
