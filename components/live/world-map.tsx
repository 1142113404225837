import world from "./world-dots.json";

/** The world in dots. The server draws it once, lit as it is then; places.tsx follows. The names stand beside it as text. */
export function WorldMap({ here }: { here: readonly string[] }) {
  return (
    <svg viewBox={`-2 -2 ${world.width + 4} ${world.height + 4}`} aria-hidden="true" className="live-world">
      {Object.entries(world.paths).map(([code, path]) => (
        <path key={code} data-country={code} data-here={here.includes(code) ? "" : undefined} d={path} />
      ))}
    </svg>
  );
}
