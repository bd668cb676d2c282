/** RankList: the areas beneath the chosen one, ranked by the live count of the measure. */
import { readCount } from "./book.mjs";
import { chooseArea } from "./choices.mjs";
import { useLive, usePicture } from "./hooks.mjs";
import { describeCount, fillIn } from "./numbers.mjs";

const { createElement: h, useRef, useState } = window.React;

/** While a hand is on the list its order stands: a row must not leave from under a finger. */
const STILL = 3000;
/** So many are listed at first: an area can have hundreds of buildings. */
const FIRST = 12;

/** @param {object} props as dashboard/live_pieces.py describes them */
export function RankList({ id, areas, hides, target, words }) {
    const [isWhole, setWhole] = useState(false);
    const measure = usePicture()?.measure ?? "open_issues";
    useLive("snapshot", "counts");
    const order = useRef([]);
    const ranks = useRef(null);
    const touched = useRef(-STILL);
    const touch = () => (touched.current = performance.now());
    const countOf = (area) => (hides?.includes(measure) ? null : readCount(area.id, measure));
    const basis = `${measure} ${areas.map((area) => area.id)}`;
    if (ranks.current !== basis || performance.now() - touched.current > STILL) order.current = rank(areas, countOf);
    ranks.current = basis;
    const ranked = order.current.map((area) => ({ ...area, count: countOf(area) }));
    const most = Math.max(1, ...ranked.map((area) => area.count ?? 0));
    const listed = isWhole ? ranked : ranked.slice(0, FIRST);
    const rest = ranked.length - listed.length;
    return h(
        "div",
        { id, className: `rank-list is-${measure}`, onPointerDown: touch, onPointerMove: touch },
        h(
            "ol",
            null,
            listed.map((area) => h("li", { key: area.id }, rankRow(area, most, target))),
        ),
        rest > 0 &&
            h("button", { className: "more", onClick: () => setWhole(true) }, fillIn(words.more, { count: rest })),
    );
}

/**
 * @param {object[]} areas
 * @param {(area: object) => ?number} countOf
 * @returns {object[]} the highest count first; what is not shown comes last
 */
function rank(areas, countOf) {
    const place = (area) => countOf(area) ?? -1;
    return [...areas].sort((one, other) => place(other) - place(one) || one.id - other.id);
}

/**
 * @param {{id: number, code: string, level: string, name: string, count: ?number}} area
 * @param {number} most count of the first
 * @param {string} target id of the map
 */
function rankRow({ id, code, level, name, count }, most, target) {
    return h(
        "button",
        { onClick: () => chooseArea(target, { id, code, level }) },
        h("span", { className: "rank-name" }, name),
        h(
            "span",
            { className: "rank-bar", "aria-hidden": true },
            h("i", { style: { inlineSize: `${(100 * (count ?? 0)) / most}%` } }),
        ),
        h("span", { className: "figure" }, describeCount(count)),
    );
}
