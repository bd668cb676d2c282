/** The tree of areas as the table shows it: the rows of the branches that are open. */
import { needAreas } from "./areas.mjs";
import { useWatch } from "./hooks.mjs";
import { watchKept } from "./kept.mjs";
import { BUILDING } from "./levels.mjs";
import { arrange } from "./table_order.mjs";

const { useMemo, useRef } = window.React;

/** @typedef {import("./areas.mjs").Area & {level: string}} Node */
/**
 * @typedef {object} Tree
 * @property {Object<string, Node[]>} lists by level
 * @property {Map<number, Node>} byId
 * @property {Map<?number, Node[]>} beneath by parent
 * @property {string} deepest level above the buildings
 * @property {boolean} hasBuildings whether there are any, listed or not
 */
/** @typedef {{area: Node, depth: number, isOpen: boolean, canOpen: boolean}} Row */

/**
 * @param {string} version of the boundaries
 * @param {import("./levels.mjs").Level[]} levels
 * @param {boolean} wantsBuildings they are many: listed when a branch above them is opened
 * @returns {{tree: ?Tree, hasFailed: boolean, again: () => void}} the former tree stands until the next one is here
 */
export function useTree(version, levels, wantsBuildings) {
    useWatch(watchKept);
    const former = useRef(null);
    const names = levels.filter((level) => level.count > 0).map((level) => level.name);
    const listed = names.filter((name) => name !== BUILDING || wantsBuildings);
    const needed = listed.map((name) => needAreas(version, name));
    const isHere = needed.every((list) => list.content);
    const grow = () => (isHere ? growTree(listed, needed.map((list) => list.content), names) : null);
    const tree = useMemo(grow, [version, listed.join(), isHere]) ?? former.current;
    former.current = tree;
    const failed = needed.filter((list) => list.hasFailed);
    return { tree, hasFailed: failed.length > 0, again: () => failed.forEach((list) => list.again()) };
}

/**
 * @param {string[]} listed levels
 * @param {import("./areas.mjs").Area[][]} lists of them
 * @param {string[]} names of all levels
 * @returns {Tree}
 */
function growTree(listed, lists, names) {
    const nodes = lists.map((list, index) => list.map((area) => ({ ...area, level: listed[index] })));
    const all = nodes.flat();
    return {
        lists: Object.fromEntries(nodes.map((list, index) => [listed[index], list])),
        byId: new Map(all.map((area) => [area.id, area])),
        beneath: Map.groupBy(all, (area) => area.parent),
        deepest: names.filter((name) => name !== BUILDING).at(-1),
        hasBuildings: names.includes(BUILDING),
    };
}

/**
 * @param {Tree} tree
 * @param {Set<number>} open ids
 * @param {?import("./table_order.mjs").Order} order that of the lists without one; counts change neither
 * @returns {Row[]}
 */
export function listRows(tree, open, order) {
    const listBeneath = (id) => arrange(order, tree.beneath.get(id) ?? []);
    const walk = (area, depth) => {
        const canOpen = tree.beneath.has(area.id) || (tree.hasBuildings && area.level === tree.deepest);
        const isOpen = canOpen && open.has(area.id);
        const row = { area, depth, isOpen, canOpen };
        return [row, ...(isOpen ? listBeneath(area.id).flatMap((child) => walk(child, depth + 1)) : [])];
    };
    return listBeneath(null).flatMap((root) => walk(root, 1));
}

/**
 * @param {Tree} tree
 * @param {number} [id] of an area
 * @returns {number[]} it and those above it: open, they show it and what lies beneath; the one root without it
 */
export function listAbove(tree, id) {
    const roots = tree.beneath.get(null) ?? [];
    const above = roots.length === 1 ? [roots[0].id] : [];
    for (let area = tree.byId.get(id); area; area = tree.byId.get(area.parent)) above.push(area.id);
    return above;
}

/**
 * @param {Tree} tree
 * @param {Set<number>} open ids
 * @param {?{level: string}} selected
 * @returns {boolean} whether rows of buildings are wanted
 */
export function reachesBuildings(tree, open, selected) {
    return selected?.level === BUILDING || [...open].some((id) => tree.byId.get(id)?.level === tree.deepest);
}

/**
 * @param {Tree} tree
 * @param {number} [id] of the chosen area
 * @returns {string} the level that is compared: of what lies beneath it, or beneath the one root
 */
export function compareLevel(tree, id) {
    const last = tree.byId.get(id) ?? (tree.beneath.get(null)?.length === 1 ? tree.beneath.get(null)[0] : null);
    const beneath = tree.beneath.get(last ? last.id : null);
    return (beneath?.[0] ?? last).level;
}
