export const browserFlags: string[];
export function findBrowser(): Promise<string | null>;
export function requireBrowser(): Promise<string>;
export function requirePoppler(): void;
