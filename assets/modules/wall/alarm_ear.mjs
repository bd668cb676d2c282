/** Hears alarms in the live stream and learns where they are. */
import { presentBoard } from "../board.mjs";
import { book } from "../book.mjs";
import { listen } from "../live.mjs";
import { makeWatch } from "./alarm_watch.mjs";
import { findPlace, forgetPlaces, SOMEWHERE } from "./places.mjs";

/** So many wait at most to be placed; more are told without their place. */
const MOST = 300;

/**
 * @param {import("./alarms.mjs").Alarms} alarms that are added to
 * @returns {() => void} ends it
 */
export function hearAlarms(alarms) {
    const watch = makeWatch(book);
    let last = Promise.resolve();
    let waiting = 0;

    /** One after the other: tiles and lists are fetched beside. */
    function add(kinds, line) {
        if (waiting >= MOST) return alarms.add(SOMEWHERE, kinds, line);
        waiting += 1;
        last = last.then(async () => {
            const parts = presentBoard()?.parts ?? [];
            alarms.add(await findPlace(line.area_id, parts.map((part) => part.id)), kinds, line);
            waiting -= 1;
        });
    }

    return listen((kind, message) => {
        if (kind === "snapshot") forgetPlaces();
        if (kind === "counts") watch.hearCounts(performance.now());
        if (kind !== "issue") return;
        const kinds = watch.hearLine(message, performance.now());
        if (kinds.length > 0) add(kinds, message);
    });
}
