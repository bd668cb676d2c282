/** The order of the table's rows: that of the lists, or by a column, as its figures were when its heading was tapped. */
import { measureLevel, valueOf } from "./quantity.mjs";

/** The column of what the map would be filled with; the others go by the names of their counts. */
export const VALUE = "value";

/** @typedef {{column: string, isRising: boolean, ranks: Map<number, import("./quantity.mjs").Value>}} Order */

/**
 * @param {?Order} former
 * @param {?string} column null: the order of the lists
 * @param {import("./area_tree.mjs").Tree} tree
 * @param {object} props of the map
 * @returns {?Order} most first; least first when the same is tapped again
 */
export function orderBy(former, column, tree, props) {
    if (column === null) return null;
    const quantityOf = (level) => measureLevel(column === VALUE ? props : { ...props, measure: column, per: null }, level);
    const rankLevel = ([level, areas]) => {
        const quantity = quantityOf(level);
        return areas.map(({ id }) => [id, valueOf(quantity, id)]);
    };
    const isRising = former?.column === column && !former.isRising;
    return { column, isRising, ranks: new Map(Object.entries(tree.lists).flatMap(rankLevel)) };
}

/**
 * @template {{id: number}} T
 * @param {?Order} order
 * @param {T[]} areas
 * @returns {T[]} what has no value comes last
 */
export function arrange(order, areas) {
    if (!order) return areas;
    const { isRising, ranks } = order;
    const rankOf = ({ id }) => {
        const value = ranks.get(id);
        return typeof value === "number" ? (isRising ? -value : value) : -Infinity;
    };
    return [...areas].sort((one, other) => (rankOf(one) === rankOf(other) ? 0 : rankOf(other) - rankOf(one)));
}

/**
 * @param {?Order} order
 * @param {string} column
 * @returns {"ascending"|"descending"|undefined} as `aria-sort` has it
 */
export function describeOrder(order, column) {
    if (order?.column !== column) return undefined;
    return order.isRising ? "ascending" : "descending";
}
