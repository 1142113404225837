/** Runs once when the web process starts; requests wait for it. */
export async function register(): Promise<void> {
  // biome-ignore lint/style/noProcessEnv: Next sets these itself, and replaces this very expression when it builds for each runtime
  if (process.env.NEXT_RUNTIME === "nodejs" && process.env.NEXT_PHASE !== "phase-production-build") {
    const { requireSafeDatabase } = await import("@/lib/db/boot-check");
    await requireSafeDatabase();
    const { notePeerAddresses } = await import("@/lib/identity/peer-address");
    notePeerAddresses();
    // In development Next has to see every request, to load what has changed.
    const { env } = await import("@/lib/env");
    if (env().NODE_ENV === "production") {
      const { serveDirectly } = await import("@/lib/http/direct-routes");
      const { directRoutes } = await import("@/app/direct-routes");
      serveDirectly(directRoutes);
    }
  }
}
