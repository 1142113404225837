import world from "./world-dots.json";

/** The world in dots. It is drawn once by the server and lit by places.tsx; the names stand beside it as text. */
export function WorldMap() {
  return (
    <svg viewBox={`-2 -2 ${world.width + 4} ${world.height + 4}`} aria-hidden="true" className="live-world">
      {Object.entries(world.paths).map(([code, path]) => (
        <path key={code} data-country={code} d={path} />
      ))}
    </svg>
  );
}
