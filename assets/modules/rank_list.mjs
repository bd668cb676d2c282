/** RankList: the areas beneath the chosen one, ranked by the live count of the measure. */
import { readCount } from "./book.mjs";
import { chooseArea } from "./choices.mjs";
import { useLive, usePicture } from "./hooks.mjs";
import { describeCount, fillIn } from "./numbers.mjs";

const { createElement: h, useState } = window.React;

/** So many are listed at first: an area can have hundreds of buildings. */
const FIRST = 12;

/** @param {{id: string, areas: {id: number, code: string, level: string, name: string}[], target: string, words: object}} props */
export function RankList({ id, areas, target, words }) {
    const [isWhole, setWhole] = useState(false);
    const measure = usePicture()?.measure ?? "open_issues";
    useLive("snapshot", "counts");
    const ranked = areas.map((area) => ({ ...area, count: readCount(area.id, measure) }));
    ranked.sort((one, other) => (other.count ?? -1) - (one.count ?? -1) || one.id - other.id);
    const most = Math.max(1, ranked[0]?.count ?? 0);
    const listed = isWhole ? ranked : ranked.slice(0, FIRST);
    const rest = ranked.length - listed.length;
    return h("div", { id, className: `rank-list is-${measure}` },
        h("ol", null, listed.map((area) => h("li", { key: area.id }, rankRow(area, most, target)))),
        rest > 0 && h("button", { className: "more", onClick: () => setWhole(true) }, fillIn(words.more, { count: rest })));
}

/**
 * @param {{id: number, code: string, level: string, name: string, count: ?number}} area
 * @param {number} most count of the first
 * @param {string} target id of the map
 */
function rankRow({ id, code, level, name, count }, most, target) {
    return h("button", { onClick: () => chooseArea(target, { id, code, level }) },
        h("span", { className: "rank-name" }, name),
        h("span", { className: "rank-bar", "aria-hidden": true }, h("i", { style: { inlineSize: `${(100 * (count ?? 0)) / most}%` } })),
        h("span", { className: "figure" }, describeCount(count)));
}
