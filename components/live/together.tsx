import { Circle } from "@/components/live/circle";
import { Feelings } from "@/components/live/feelings";
import type { PartProps } from "@/components/live/live-room";
import { useStage } from "@/components/live/use-stage";

/** While it lasts: the circle, the words that somebody may send, and a way out that makes no noise. */
export function Together({ state, live, phrase }: PartProps) {
  const { joined, left, busy } = live;
  const stage = useStage(joined);
  const act = (deed: () => Promise<void>) => () => {
    stage.pressed();
    void deed();
  };
  return (
    <section ref={stage.ref} tabIndex={-1} className="live-stage" aria-label={phrase.say("live.eyebrow")}>
      <p className="live-eyebrow">{phrase.say("live.eyebrow")}</p>
      <Circle state={state} phrase={phrase} />
      {joined ? (
        <>
          <Feelings live={live} phrase={phrase} />
          <button type="button" className="live-quiet-button" aria-busy={busy} onClick={act(live.leave)}>
            {phrase.say("live.leave")}
          </button>
        </>
      ) : (
        <div className="live-act">
          {left ? <p className="live-settled">{phrase.say("left.title")}</p> : null}
          <button type="button" className="live-button" aria-busy={busy} onClick={act(live.ready)}>
            {phrase.say(left ? "left.back" : "live.join")}
          </button>
          <p className="live-hint">{phrase.say(left ? "left.text" : "live.joinHint")}</p>
        </div>
      )}
    </section>
  );
}
