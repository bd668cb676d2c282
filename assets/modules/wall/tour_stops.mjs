/** TourStops: where the tour goes, from the whole to its parts; the area in view is marked. */
import { useBoard } from "../hooks.mjs";
import { useAreaInView } from "./entry.mjs";

const { createElement: h } = window.React;

/** There is room for so many; of more stops those around the present one are shown. */
const MOST = 11;

/** @param {{id: string, words: {whole: string, tour: string}}} props */
export function TourStops({ id, words }) {
    const parts = useBoard()?.parts ?? [];
    const area = useAreaInView();
    const stops = [{ id: null, name: words.whole }, ...parts];
    const [first, last] = findWindow(
        stops.findIndex((stop) => stop.id === area),
        stops.length,
    );
    return h(
        "ol",
        { id, className: "tour-stops", "aria-label": words.tour },
        first > 0 && h("li", { key: "before" }, "…"),
        stops
            .slice(first, last)
            .map((stop) =>
                h(
                    "li",
                    { key: stop.id ?? "whole", "aria-current": stop.id === area ? "location" : undefined },
                    stop.name,
                ),
            ),
        last < stops.length && h("li", { key: "after" }, "…"),
    );
}

/**
 * @param {number} place of the present stop
 * @param {number} count of stops
 * @returns {[number, number]} where the shown ones begin and end
 */
function findWindow(place, count) {
    const first = Math.max(0, Math.min(place - Math.floor(MOST / 2), count - MOST));
    return [first, Math.min(first + MOST, count)];
}
