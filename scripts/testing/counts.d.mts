export interface Counts {
  passed: number;
  failed: number;
  skipped: number;
}
export function sum(all: Counts[]): Counts;
export function one(passed: boolean): Counts;
export function countVitest(file: string, succeeded: boolean): Counts;
export function countPlaywright(file: string, succeeded: boolean): Counts;
