/** Which boundaries are the present ones. A map, or its table, that has former ones is told. */
import { askJson } from "./asking.mjs";
import { book } from "./book.mjs";
import { watchKept } from "./kept.mjs";
import { listen } from "./live.mjs";
import { makeOrder } from "./order.mjs";

/**
 * @param {(present: {version: string, levels: object[], bounds: ?number[]}) => void} take
 * @returns {{now: () => void, soon: () => void, end: () => void}}
 */
export function orderBoundaries(take) {
    return makeOrder((signal) => askJson("/boundaries.json", { signal }), take, () => {});
}

/**
 * They can have moved with every snapshot but the first, and when something of them is no longer there.
 * @param {{current: object}} latest props of the map
 * @returns {() => void} ends it
 */
export function followBoundaries(latest) {
    const order = orderBoundaries((present) => renew(latest.current, present));
    const ignore = watchKept((isStale) => isStale && order.soon());
    let isFirst = book.revision === null;
    const silence = listen((kind) => {
        if (kind !== "snapshot") return;
        if (!isFirst) order.now();
        isFirst = false;
    });
    return () => [order.end, ignore, silence].forEach((end) => end());
}

/**
 * @param {object} props of the map
 * @param {{version: string, levels: object[]}} present
 */
function renew({ tiles, levels, setProps }, present) {
    if (present.version === tiles) return;
    const shown = new Map(levels.map((level) => [level.name, level.shown]));
    setProps({
        tiles: present.version,
        levels: present.levels.map((level) => ({ ...level, shown: shown.get(level.name) ?? true })),
    });
}
