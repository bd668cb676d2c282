/** WallClock: date, weekday and time of the street, by the server's clock. */
import { confirmed, serverNow } from "../live.mjs";
import { toStreetTime, writeMoment } from "./street_time.mjs";

const { createElement: h, useEffect, useState } = window.React;

/** Right after the second is full. */
const AFTER = 15;

/** @param {{id: string, words: {locale: string}}} props */
export function WallClock({ id, words }) {
    const now = useSeconds();
    if (now === null) return h("time", { id, className: "wall-clock is-waiting" });
    const moment = toStreetTime(now, confirmed.at ?? "");
    const day = writeMoment(moment, words.locale, { month: "short", day: "numeric" });
    const weekday = writeMoment(moment, words.locale, { weekday: "short" });
    return h(
        "time",
        { id, className: "wall-clock" },
        h("span", null, `${day} ${weekday}`),
        " ",
        h("b", null, moment.toISOString().slice(11, 19)),
    );
}

/** @returns {?number} the server's time in ms, anew with each of its seconds; null while it is not known */
function useSeconds() {
    const [now, setNow] = useState(knownNow);
    useEffect(() => {
        let timer = 0;
        const tick = () => {
            const present = knownNow();
            setNow(present);
            timer = setTimeout(tick, 1000 + AFTER - ((present ?? 0) % 1000));
        };
        tick();
        return () => clearTimeout(timer);
    }, []);
    return now;
}

/** @returns {?number} */
function knownNow() {
    return confirmed.at === null ? null : serverNow();
}
