/** The card of an alarm: what it is, where, and where it came from. */
import { fillIn } from "../numbers.mjs";
import { nameSource } from "../sources.mjs";

const h = window.React.createElement;

/** @param {{alarm: import("./alarms.mjs").Alarm, waiting: number, words: object}} props */
export function AlarmCard({ alarm, waiting, words }) {
    const { counts, place, last } = alarm;
    const kinds = ["urgent", "overdue"].filter((kind) => counts[kind] > 0);
    const isOne = alarm.issues === 1;
    const where = place ? describePlace(place, words) : fillIn(words.others, { count: alarm.places });
    return h(
        "section",
        { className: `alarm-card is-${kinds.at(-1)}`, role: "status", "data-covers": "bottom" },
        h(
            "p",
            { className: "alarm-kinds" },
            kinds.map((kind) => h("span", { key: kind, className: `is-${kind}` }, words[`new_${kind}`])),
        ),
        where && h("h2", null, where),
        h("p", { className: "alarm-what" }, isOne ? last.category : describeCounts(kinds, counts, words)),
        place && h("p", { className: "alarm-from" }, describeFrom(isOne, last, words)),
        waiting > 0 && h("p", { className: "alarm-rest" }, fillIn(words.others, { count: waiting })),
    );
}

/** @returns {string} empty when it could not be learnt */
function describePlace(place, words) {
    return place.id === null ? words.unlocated : place.name;
}

function describeCounts(kinds, counts, words) {
    return kinds.map((kind) => fillIn(words[`count_${kind}`], { count: counts[kind] })).join(" · ");
}

function describeFrom(isOne, { category, source }, words) {
    const from = fillIn(words.origin, { source: nameSource(source, words) });
    return isOne ? from : `${fillIn(words.latest, { category })} · ${from}`;
}
