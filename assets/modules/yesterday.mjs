/** Yesterday: how it stood in the chosen area at this time of yesterday, and what came and ended today. */
import { useLoading } from "./hooks.mjs";

const { createElement: h, useEffect, useState } = window.React;

/**
 * @typedef {object} Past
 * @property {number} area id
 * @property {Object<string, ?number>} former count of each measure; null is not known or not shown
 * @property {number} new issues of today
 * @property {number} closed today
 */

/** @type {?Past} */
let present = null;
/** @type {Set<(past: ?Past) => void>} */
const watchers = new Set();

/**
 * Draws nothing; hands what the server found to the figures that tell of it.
 * @param {{id: string, past: ?Past}} props
 */
export function Yesterday({ id, past }) {
    useEffect(() => {
        present = past ?? null;
        watchers.forEach((watcher) => watcher(present));
    }, [past]);
    return h("span", { id, hidden: true, "data-area": past?.area, ...useLoading() });
}

/**
 * @param {number} area id
 * @returns {?Past} null until it is known
 */
export function useYesterday(area) {
    const [past, setPast] = useState(present);
    useEffect(() => {
        setPast(present);
        watchers.add(setPast);
        return () => watchers.delete(setPast);
    }, []);
    return past?.area === area ? past : null;
}
