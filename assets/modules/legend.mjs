/** Legend: what the map is filled with, per what, and its classes in color and words with open and closed ends. */
import { describeClasses } from "./class_words.mjs";
import { classOf, rampPlace } from "./classes.mjs";
import { FigureAge } from "./figure_age.mjs";
import { useLive, usePicture } from "./hooks.mjs";
import { fillIn } from "./numbers.mjs";
import { writeNumber } from "./quantity.mjs";
import { rampToken } from "./tokens.mjs";

const { createElement: h } = window.React;

/** How an area without a value looks. */
export const PATTERNS = { not_shown: "is-hatched", no_data: "is-crossed", none_open: "is-none" };

/** @param {{id: string, words: object}} props */
export function Legend({ id, words }) {
    const picture = usePicture();
    useLive("snapshot");
    if (!picture) return h("div", { id, className: "legend is-waiting" });
    if (!picture.level) return h("div", { id, className: "legend" }, h("p", { className: "legend-title" }, words.zoom_in));
    return h(
        "div",
        { id, className: "legend" },
        h("p", { className: "legend-title" }, nameFilled(picture, words)),
        h(FigureAge, { measure: picture.measure, isOnlyLate: true, words: words.ages }),
        picture.hasFailed && h("p", { className: "legend-fault", role: "status" }, words.failed),
        h(
            "ol",
            { className: "legend-classes" },
            picture.isBlank || picture.isWaiting ? [] : listValues(picture, words),
            picture.gaps.map((gap) => legendClass(words[gap], { className: PATTERNS[gap] })),
        ),
        picture.hasOthers && h("p", { className: "legend-others" }, h("i"), words.others),
    );
}

/**
 * @param {{measure: string, per: ?string}} quantity
 * @param {object} words
 * @returns {string} `待办事件 · 每千户`
 */
export function nameMeasured({ measure, per }, words) {
    return per ? `${words.measures[measure]} · ${words.pers[per]}` : words.measures[measure];
}

/**
 * @param {import("./picture.mjs").Picture} picture
 * @param {object} words
 * @returns {string} `各网格待办事件 · 每千户`
 */
export function nameFilled({ measure, per, level }, words) {
    const title = fillIn(words.title, { level: words.levels[level] ?? level, measure: words.measures[measure] });
    return per ? `${title} · ${words.pers[per]}` : title;
}

/**
 * @param {import("./picture.mjs").Picture} picture
 * @param {object} words
 * @returns {object[]} the classes, or the one value that all areas have
 */
function listValues({ measure, per, division, same }, words) {
    const style = (index) => ({ style: { background: `var(--${rampToken(measure, rampPlace(division, index))})` } });
    if (same === null) return describeClasses(division).map((range, index) => legendClass(range, style(index)));
    const sentence = same === 0 ? words.all_zero : fillIn(words.all_same, { value: writeNumber(same, per) });
    return [legendClass(sentence, style(classOf(division, same)))];
}

/**
 * @param {string} range
 * @param {object} swatch its look
 */
function legendClass(range, swatch) {
    return h("li", { key: range }, h("i", swatch), h("span", null, range));
}
