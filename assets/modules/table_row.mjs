/** Head and rows of the table: the area, what the map would be filled with and its class, then the counts. */
import { describeClasses } from "./class_words.mjs";
import { classOf, divide, rampPlace } from "./classes.mjs";
import { FigureAge } from "./figure_age.mjs";
import { nameMeasured, PATTERNS } from "./legend.mjs";
import { fillIn } from "./numbers.mjs";
import { choosePer, describeValue, measureLevel, valueOf } from "./quantity.mjs";
import { findOldest } from "./sources.mjs";
import { describeOrder, VALUE } from "./table_order.mjs";
import { rampToken } from "./tokens.mjs";

const { createElement: h, memo } = window.React;

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

/**
 * @param {object} props of the map
 * @param {?import("./table_order.mjs").Order} order
 * @param {(column: ?string) => void} sort
 */
export function tableHead(props, order, sort) {
    const { measure, words } = props;
    const title = nameMeasured({ measure, per: choosePer(measure, props.per) }, words);
    const button = (column, name) => h("button", { type: "button", onClick: () => sort(column) }, name);
    const age = (of) => h(FigureAge, { measure: of, isOnlyLate: true, words: words.ages });
    const head = (key, name, of) =>
        h("th", { key, scope: "col", "aria-sort": describeOrder(order, key) }, button(key, name), age(of));
    return h(
        "tr",
        null,
        h("th", { scope: "col" }, button(null, words.area)),
        head(VALUE, title, measure),
        listCounts(props).map((each) => head(each, words.measures[each], each)),
    );
}

/**
 * @param {import("./area_tree.mjs").Row} row
 * @param {object} props of the map, and `gauge`, `isAt`: whether the keyboard is there, `acts`, always the same
 */
export function tableRow(row, { acts, ...props }) {
    return h(TableRow, { key: row.area.id, look: describeRow(row, props), acts, words: props.words });
}

/** @typedef {{measure: string, value: import("./quantity.mjs").Value, text: string, isLate: boolean}} Figure */
/**
 * @typedef {object} Look all that a row says: what looks the same is not drawn again
 * @property {{id: number, code: string, level: string, name: string}} area
 * @property {number} depth
 * @property {boolean} isOpen
 * @property {boolean} canOpen
 * @property {boolean} isAt
 * @property {boolean} isSelected
 * @property {Figure & {color: ?string, range: ?string}} figure what the map would be filled with there
 * @property {Figure[]} counts
 */

/** @returns {Look} */
function describeRow({ area: { id, code, level, name }, depth, isOpen, canOpen }, props) {
    const { levels, counts, selected, isAt, gauge } = props;
    const countOf = (measure) => describeFigure(measureLevel({ measure, per: null, counts, levels }, level), id, null);
    return {
        ...{ area: { id, code, level, name }, depth, isOpen, canOpen, isAt },
        isSelected: selected?.id === id,
        figure: { ...describeFigure(gauge.quantity, id, "—"), ...describeClass(gauge, id) },
        counts: listCounts(props).map(countOf),
    };
}

/** @returns {Figure} `none` is written where there is no open issue */
function describeFigure(quantity, id, none) {
    const { measure, per } = quantity;
    const value = valueOf(quantity, id);
    return { measure, value, text: describeValue(value, per, none), isLate: Boolean(findOldest(measure)?.is_late) };
}

/** @returns {{color: ?string, range: ?string}} its color, and its class in words; null where there is no number */
function describeClass({ quantity, division, ranges }, id) {
    const value = valueOf(quantity, id);
    if (typeof value !== "number") return { color: null, range: null };
    const index = classOf(division, value);
    return { color: `var(--${rampToken(quantity.measure, rampPlace(division, index))})`, range: ranges[index] };
}

/** @param {{look: Look, acts: import("./table_keys.mjs").Acts, words: object}} props */
const TableRow = memo(
    ({ look, acts, words }) => {
        const { area, depth, isOpen, canOpen, isAt, isSelected, figure, counts } = look;
        const attributes = {
            "data-area": area.id,
            "aria-level": depth,
            "aria-expanded": canOpen ? isOpen : undefined,
            "aria-selected": isSelected,
            tabIndex: isAt ? 0 : -1,
        };
        const countCell = (count) =>
            h("td", { key: count.measure, className: cellClass(count), "aria-label": words[count.value] }, count.text);
        return h("tr", attributes, areaCell(look, acts, words), valueCell(figure, words), counts.map(countCell));
    },
    (one, other) => JSON.stringify(one.look) === JSON.stringify(other.look),
);

/** Name and what opens the branch: both for fingers, while the keyboard stands on the row. */
function areaCell(look, acts, words) {
    const { area, depth, isOpen, canOpen } = look;
    const label = fillIn(isOpen ? words.close : words.open, { name: area.name });
    const toggle = () => acts.toggle(look);
    const opener = { type: "button", className: "opener", tabIndex: -1, "aria-label": label, onClick: toggle };
    return h(
        "th",
        { scope: "row" },
        h(
            "div",
            { className: "area-name", style: { paddingInlineStart: `${(depth - 1) * 20}px` } },
            canOpen ? h("button", opener, isOpen ? "▾" : "▸") : h("i", { className: "opener" }),
            h("button", { type: "button", tabIndex: -1, onClick: () => acts.choose(look) }, area.name),
        ),
    );
}

/** What the map would be filled with there: its color, the value, and its class in words. */
function valueCell(figure, words) {
    const { value, text, color, range } = figure;
    const swatch = color ? { style: { background: color } } : { className: PATTERNS[value] };
    return h(
        "td",
        { className: `value ${cellClass(figure)}` },
        h("i", { ...swatch, "aria-hidden": true }),
        h("span", null, text),
        h("small", null, range ?? words[value]),
    );
}

/** @param {Figure} figure */
const cellClass = ({ isLate }) => (isLate ? "figure is-late" : "figure");
