/** Head and rows of the table: the area, what the map would be filled with and its class, then the counts. */
import { describeClasses } from "./class_words.mjs";
import { classOf, divide, rampPlace } from "./classes.mjs";
import { FigureAge } from "./figure_age.mjs";
import { nameMeasured, PATTERNS } from "./legend.mjs";
import { fillIn } from "./numbers.mjs";
import { choosePer, describeValue, measureLevel, valueOf } from "./quantity.mjs";
import { findOldest } from "./sources.mjs";
import { rampToken } from "./tokens.mjs";

const h = window.React.createElement;

/**
 * @typedef {object} Gauge by which the rows of a level are read
 * @property {import("./quantity.mjs").Quantity} quantity
 * @property {import("./classes.mjs").Division} division
 * @property {string[]} ranges its classes in words
 */

/**
 * @param {object} props of the map
 * @param {string} level
 * @param {import("./areas.mjs").Area[]} areas of the level
 * @returns {Gauge}
 */
export function makeGauge(props, level, areas) {
    const quantity = measureLevel(props, level);
    const listValues = () => areas.map((area) => valueOf(quantity, area.id));
    const division = divide({ ...props, per: quantity.per }, level, listValues);
    return { quantity, division, ranges: describeClasses(division) };
}

/** @param {object} props @returns {string[]} the counts beside it; a count that stands before them is not repeated */
function listCounts({ counts, measure, per }) {
    return (counts?.measures ?? []).filter((each) => choosePer(measure, per) || each !== measure);
}

/** @param {object} props of the map */
export function tableHead(props) {
    const { measure, words } = props;
    const title = nameMeasured({ measure, per: choosePer(measure, props.per) }, words);
    const head = (key, name, of) =>
        h("th", { key, scope: "col" }, name, h(FigureAge, { measure: of, isOnlyLate: true, words: words.ages }));
    return h(
        "tr",
        null,
        h("th", { scope: "col" }, words.area),
        head("value", title, measure),
        listCounts(props).map((each) => head(each, words.measures[each], each)),
    );
}

/**
 * @param {import("./area_tree.mjs").Row} row
 * @param {object} props of the map, and `gauge`, `isAt`: whether the keyboard is there, `acts`
 */
export function tableRow(row, props) {
    const { area, depth, isOpen, canOpen } = row;
    const { levels, counts, selected, isAt, words } = props;
    const attributes = {
        key: area.id,
        "data-area": area.id,
        "aria-level": depth,
        "aria-expanded": canOpen ? isOpen : undefined,
        "aria-selected": selected?.id === area.id,
        tabIndex: isAt ? 0 : -1,
    };
    const countOf = (measure) => {
        const value = valueOf(measureLevel({ measure, per: null, counts, levels }, area.level), area.id);
        return h("td", { key: measure, className: cellClass(measure), "aria-label": words[value] }, describeValue(value, null));
    };
    return h("tr", attributes, areaCell(row, props), valueCell(area, props), listCounts(props).map(countOf));
}

/** Name and what opens the branch: both for fingers, while the keyboard stands on the row. */
function areaCell(row, { words, acts }) {
    const { area, depth, isOpen, canOpen } = row;
    const label = fillIn(isOpen ? words.close : words.open, { name: area.name });
    const toggle = () => acts.toggle(row);
    const opener = { type: "button", className: "opener", tabIndex: -1, "aria-label": label, onClick: toggle };
    return h(
        "th",
        { scope: "row" },
        h(
            "div",
            { className: "area-name", style: { paddingInlineStart: `${(depth - 1) * 20}px` } },
            canOpen ? h("button", opener, isOpen ? "▾" : "▸") : h("i", { className: "opener" }),
            h("button", { type: "button", tabIndex: -1, onClick: () => acts.choose(row) }, area.name),
        ),
    );
}

/** What the map would be filled with there: its color, the value, and its class in words. */
function valueCell(area, { gauge: { quantity, division, ranges }, words }) {
    const value = valueOf(quantity, area.id);
    const isNumber = typeof value === "number";
    const index = isNumber ? classOf(division, value) : null;
    const color = isNumber && `var(--${rampToken(quantity.measure, rampPlace(division, index))})`;
    const swatch = isNumber ? { style: { background: color } } : { className: PATTERNS[value] };
    return h(
        "td",
        { className: `value ${cellClass(quantity.measure)}` },
        h("i", { ...swatch, "aria-hidden": true }),
        h("span", null, describeValue(value, quantity.per, "—")),
        h("small", null, isNumber ? ranges[index] : words[value]),
    );
}

/** @param {string} measure */
const cellClass = (measure) => (findOldest(measure)?.is_late ? "figure is-late" : "figure");
