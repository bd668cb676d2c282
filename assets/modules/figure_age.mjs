/** FigureAge: how old the figures are that it stands with; late ones it says in words, and the style sheet greys them. */
import { useLive, usePicture, useTicks } from "./hooks.mjs";
import { confirmed, serverNow } from "./live.mjs";
import { describeDay } from "./moments.mjs";
import { fillIn } from "./numbers.mjs";
import { describeLate, findOldest, nameSource } from "./sources.mjs";

const h = window.React.createElement;

/** @param {object} props as dashboard/live_pieces.py describes them */
export function FigureAge({ id, measure, isOnlyLate, words }) {
    useLive("parts", "source");
    useTicks(1);
    const shown = usePicture()?.measure ?? "open_issues";
    const oldest = findOldest(measure ?? shown);
    if (oldest?.is_late) return h("small", { id, className: "age is-late" }, describeLate(oldest, serverNow(), words));
    if (!oldest || isOnlyLate) return null;
    return h(
        "small",
        { id, className: "age" },
        fillIn(words.as_of, { time: describeAge(oldest.last_synced_at, words.locale) }),
        h("span", { className: "age-source" }, ` · ${nameSource(oldest.name, words)}`),
    );
}

/**
 * @param {string} moment as the server writes it, in the street's zone
 * @param {string} locale
 * @returns {string} `16:26`, and `11月21日` for another day than today
 */
function describeAge(moment, locale) {
    const [day, today] = [moment, confirmed.at ?? moment].map((text) => text.slice(0, 10));
    return day === today ? moment.slice(11, 16) : describeDay(moment, locale);
}
