/** What a panel shows when it has no rows: that they are awaited, or that there are none. */

const { createElement: h } = window.React;

/**
 * @param {string} id
 * @param {number} count
 */
export function waitingRows(id, count) {
    const rows = Array.from({ length: count }, (_, index) => h("li", { key: index, className: "is-waiting" }));
    return h("ol", { id, className: "wall-rows is-waiting", "aria-busy": true }, rows);
}

/**
 * @param {string} id
 * @param {string} sentence
 */
export function emptyPanel(id, sentence) {
    return h("p", { id, className: "wall-empty" }, sentence);
}
