/** PointLegend: the shapes of the issue points in words, and what is to be known of them at the moment. */
import { COLORS, SHAPES } from "./point_layers.mjs";
import { pointState } from "./points.mjs";

const { createElement: h, useSyncExternalStore } = window.React;

/** @param {{id: string, words: object}} props as dashboard/live_pieces.py describes them */
export function PointLegend({ id, words }) {
    const state = useSyncExternalStore(pointState.watch, pointState.present);
    if (!state.isOn) return null;
    const note = findNote(state, words);
    return h(
        "div",
        { id, className: "point-legend" },
        state.isNear &&
            h(
                "ul",
                null,
                Object.entries(SHAPES).map(([name, shape]) =>
                    h("li", { key: name }, h("i", { style: { color: `var(--${COLORS[name]})` }, "aria-hidden": true }, shape), words.states[name]),
                ),
            ),
        h("p", { role: "status" }, note),
    );
}

/**
 * @param {{isNear: boolean, isWhole: boolean, hasFailed: boolean}} state
 * @param {object} words
 */
function findNote({ isNear, isWhole, hasFailed }, words) {
    if (!isNear) return words.zoom_in;
    if (hasFailed) return words.failed;
    return isWhole ? "" : words.cut;
}
