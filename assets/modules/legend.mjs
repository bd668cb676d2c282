/** Legend: the classes of what the map is filled with, in color and words. */
import { describeClasses, rampPlace } from "./classes.mjs";
import { FigureAge } from "./figure_age.mjs";
import { useLive, usePicture } from "./hooks.mjs";
import { fillIn } from "./numbers.mjs";
import { rampToken } from "./tokens.mjs";

const { createElement: h } = window.React;

/** @param {{id: string, words: object}} props */
export function Legend({ id, words }) {
    const picture = usePicture();
    useLive("snapshot");
    if (!picture) return h("div", { id, className: "legend is-waiting" });
    const { measure, level, edges, hides, isHidden } = picture;
    if (!level) return h("div", { id, className: "legend" }, h("p", { className: "legend-title" }, words.zoom_in));
    const title = fillIn(words.title, { level: words.levels[level] ?? level, measure: words.measures[measure] });
    return h(
        "div",
        { id, className: "legend" },
        h("p", { className: "legend-title" }, title),
        h(FigureAge, { measure, isOnlyLate: true, words: words.ages }),
        h(
            "ol",
            { className: "legend-classes" },
            (isHidden ? [] : describeClasses(edges)).map((range, index) =>
                legendClass(range, rampToken(measure, rampPlace(edges, index))),
            ),
            hides && h("li", { key: "hidden" }, h("i", { className: "is-hatched" }), h("span", null, words.not_shown)),
        ),
    );
}

/**
 * @param {string} range
 * @param {string} token
 */
function legendClass(range, token) {
    return h("li", { key: range }, h("i", { style: { background: `var(--${token})` } }), h("span", null, range));
}
