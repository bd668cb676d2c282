/** RankList: the areas beneath the chosen one, ranked by what fills the map. */
import { knownCounts } from "./book.mjs";
import { chooseArea } from "./choices.mjs";
import { useLive, usePicture, useWatch } from "./hooks.mjs";
import { watchKept } from "./kept.mjs";
import { nameMeasured } from "./legend.mjs";
import { fillIn } from "./numbers.mjs";
import { describeValue, measureLevel, valueOf } from "./quantity.mjs";

const { createElement: h, useRef, useState } = window.React;

/** While a hand is on the list its order stands: a row must not leave from under a finger. */
const STILL = 3000;
/** So many are listed at first: an area can have hundreds of buildings. */
const FIRST = 12;

/** @param {object} props as dashboard/live_pieces.py describes them */
export function RankList({ id, areas, hides, target, words }) {
    const [isWhole, setWhole] = useState(false);
    const { measure = "open_issues", per = null, tiles } = usePicture() ?? {};
    useLive("snapshot", "counts");
    useWatch(watchKept);
    const order = useRef([]);
    const ranks = useRef(null);
    const touched = useRef(-STILL);
    const touch = () => (touched.current = performance.now());
    const { level } = areas[0];
    const quantity = measureLevel({ measure, per, tiles, counts: knownCounts(), levels: [{ name: level, hides }] }, level);
    const read = (area) => valueOf(quantity, area.id);
    const basis = `${measure} ${per} ${Boolean(quantity.bases)} ${areas.map((area) => area.id)}`;
    if (ranks.current !== basis || performance.now() - touched.current > STILL) order.current = rank(areas, read);
    ranks.current = basis;
    const ranked = order.current.map((area) => ({ ...area, value: read(area) }));
    const most = Math.max(per ? 0.1 : 1, ...ranked.map((area) => sizeOf(area.value)));
    const listed = isWhole ? ranked : ranked.slice(0, FIRST);
    const rest = ranked.length - listed.length;
    return h(
        "div",
        { id, className: `rank-list is-${measure}`, onPointerDown: touch, onPointerMove: touch },
        h("p", { className: "quiet" }, nameMeasured({ measure, per }, words)),
        h(
            "ol",
            null,
            listed.map((area) => h("li", { key: area.id }, rankRow(area, { most, per, words }, target))),
        ),
        rest > 0 &&
            h("button", { className: "more", onClick: () => setWhole(true) }, fillIn(words.more, { count: rest })),
    );
}

/** @param {import("./quantity.mjs").Value} value @returns {number} what has none has no bar */
const sizeOf = (value) => (typeof value === "number" ? value : 0);

/**
 * @param {object[]} areas
 * @param {(area: object) => import("./quantity.mjs").Value} read
 * @returns {object[]} the highest value first; what has none comes last
 */
function rank(areas, read) {
    const place = (area) => (typeof read(area) === "number" ? read(area) : -1);
    return [...areas].sort((one, other) => place(other) - place(one) || one.id - other.id);
}

/**
 * @param {{id: number, code: string, level: string, name: string, value: import("./quantity.mjs").Value}} area
 * @param {{most: number, per: ?string, words: object}} scale `most`: value of the first
 * @param {string} target id of the map
 */
function rankRow({ id, code, level, name, value }, { most, per, words }, target) {
    const gap = typeof value === "string" ? words[value] : undefined;
    return h(
        "button",
        { onClick: () => chooseArea(target, { id, code, level }) },
        h("span", { className: "rank-name" }, name),
        h(
            "span",
            { className: "rank-bar", "aria-hidden": true },
            h("i", { style: { inlineSize: `${(100 * sizeOf(value)) / most}%` } }),
        ),
        h("span", { className: "figure", title: gap }, describeValue(value, per, words.none_open)),
    );
}
