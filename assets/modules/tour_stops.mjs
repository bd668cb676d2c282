/** TourStops: where the tour goes; the area in view is marked. */

const { createElement: h } = window.React;

/** @param {{id: string, words: {whole: string, tour: string}}} props */
export function TourStops({ id, words }) {
    return h("ol", { id, className: "tour-stops", "aria-label": words.tour });
}
