/** The lists of areas beside the tiles, with names and label points; a level is fetched when it is first needed. */

/** @typedef {{id: number, parent: ?number, code: string, name: string, point: [number, number]}} Area */

/** @type {Map<string, Promise<Area[]>>} by address; a wall that stands for months keeps those of one version */
const lists = new Map();
let kept = null;

/**
 * @param {string} version of the boundaries
 * @param {string} level
 * @returns {Promise<Area[]>} rejects when the version is no longer the present one
 */
export function listAreas(version, level) {
    const address = `/areas/${version}/${level}.json`;
    if (version !== kept) lists.clear();
    kept = version;
    if (!lists.has(address)) {
        const list = fetchList(address);
        list.catch(() => lists.delete(address));
        lists.set(address, list);
    }
    return lists.get(address);
}

/** @param {string} address */
async function fetchList(address) {
    const answer = await fetch(address);
    if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
    const rows = await answer.json();
    return rows.map(([id, parent, code, name, lon, lat]) => ({ id, parent, code, name, point: [lon, lat] }));
}

/**
 * Asks which boundaries are the present ones.
 * @param {() => {tiles: string, levels: import("./levels.mjs").Level[]}} props of the map, the last ones
 * @param {(present: {tiles: string, levels: object[]}) => void} report told when the map has former ones
 */
export async function renewBoundaries(props, report) {
    const present = await readBoundaries().catch(() => null);
    const { tiles, levels } = props();
    if (!present || present.version === tiles) return;
    const shown = new Map(levels.map((level) => [level.name, level.shown]));
    report({
        tiles: present.version,
        levels: present.levels.map((level) => ({ ...level, shown: shown.get(level.name) ?? true })),
    });
}

/**
 * @returns {Promise<{version: string, levels: object[], bounds: ?number[]}>} the present boundaries
 */
export async function readBoundaries() {
    const answer = await fetch("/boundaries.json", { cache: "no-store" });
    if (!answer.ok) throw new Error(`/boundaries.json: ${answer.status}`);
    return answer.json();
}
