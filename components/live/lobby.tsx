import { Circle } from "@/components/live/circle";
import { Countdown } from "@/components/live/countdown";
import type { PartProps } from "@/components/live/live-room";
import { useStage } from "@/components/live/use-stage";

/** Before the start: when it begins, who is there already, and the one thing to do. */
export function Lobby({ state, live, phrase }: PartProps) {
  const { joined, busy } = live;
  const stage = useStage(joined);
  const act = (deed: () => Promise<void>) => () => {
    stage.pressed();
    void deed();
  };
  return (
    <section ref={stage.ref} tabIndex={-1} className="live-stage" aria-label={phrase.say("lobby.eyebrow")}>
      {state.startsAt ? (
        <Countdown startsAt={state.startsAt} offsetMs={live.offsetMs} phrase={phrase} />
      ) : (
        <p className="live-soon">{phrase.say("lobby.unknownStart")}</p>
      )}
      <Circle state={state} phrase={phrase} />
      {joined ? (
        <div className="live-act">
          <p className="live-settled">{phrase.say("lobby.settled")}</p>
          <button type="button" className="live-quiet-button" aria-busy={busy} onClick={act(live.leave)}>
            {phrase.say("lobby.withdraw")}
          </button>
        </div>
      ) : (
        <div className="live-act">
          <button type="button" className="live-button" aria-busy={busy} onClick={act(live.ready)}>
            {phrase.say("lobby.ready")}
          </button>
          <p className="live-hint">{phrase.say("lobby.readyHint")}</p>
        </div>
      )}
    </section>
  );
}
