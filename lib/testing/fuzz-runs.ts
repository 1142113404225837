/** How often a fuzz test tries: a few hundred times with every test run, more where somebody asks by ATTUNE_FUZZ_RUNS. */
export const fuzzRuns = Number(process.env.ATTUNE_FUZZ_RUNS ?? 300);
