/** Yesterday: how it stood in the chosen area at this time of yesterday, and what came and ended today. */
import { useLoading } from "./hooks.mjs";
import { makeTold } from "./told.mjs";

const { createElement: h, useEffect, useSyncExternalStore } = window.React;

/**
 * @typedef {object} Past
 * @property {number} area id
 * @property {Object<string, ?number>} former count of each measure; null is not known or not shown
 * @property {number} new issues of today
 * @property {number} closed today
 */

/** @type {{tell: (past: ?Past) => void, present: () => ?Past, watch: Function}} */
const told = makeTold(null);

/**
 * Draws nothing; hands what the server found to the figures that tell of it.
 * @param {{id: string, past: ?Past}} props
 */
export function Yesterday({ id, past }) {
    useEffect(() => told.tell(past ?? null), [past]);
    return h("span", { id, hidden: true, "data-area": past?.area, ...useLoading() });
}

/**
 * @param {number} area id
 * @returns {?Past} null until it is known
 */
export function useYesterday(area) {
    const past = useSyncExternalStore(told.watch, told.present);
    return past?.area === area ? past : null;
}
