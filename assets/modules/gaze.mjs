/** Where the wall looks: a stop of the tour, or the place of an alarm. Turns the map, the panels and the mark to it. */
import { setAreaInView } from "./area_in_view.mjs";
import { cutTo, flyTo } from "./camera.mjs";
import { markPlace } from "./pulse.mjs";

/**
 * @typedef {object} Aim
 * @property {string} key another one is another aim: the same aim with other bounds moves nothing
 * @property {[number, number, number, number]} bounds
 * @property {?number} part whose figures the panels show
 * @property {?import("./places.mjs").Place} place to mark
 * @property {?import("./alarms.mjs").Kind} kind
 */

/**
 * @param {?number} stop id of the part, null: the whole
 * @param {{id: number, bounds: number[]}[]} parts
 * @returns {?Aim} null while nobody knows where that is
 */
export function aimAtStop(stop, parts) {
    const held = parts.filter((part) => stop === null || part.id === stop);
    if (held.length === 0) return null;
    return { key: `stop ${stop}`, bounds: uniteBounds(held), part: stop, place: null, kind: null };
}

/**
 * @param {import("./alarms.mjs").Alarm} alarm
 * @param {{id: number, bounds: number[]}[]} parts
 * @returns {?Aim} null: stay
 */
export function aimAtAlarm({ place, counts }, parts) {
    if (place === null) return aimAtStop(null, parts);
    if (place.bounds === null) return null;
    const kind = counts.overdue > 0 ? "overdue" : "urgent";
    return { key: `alarm ${place.id}`, bounds: place.bounds, part: place.part, place, kind };
}

/** @param {{bounds: number[]}[]} parts */
function uniteBounds(parts) {
    const side = (at, choose) => choose(...parts.map((part) => part.bounds[at]));
    return [side(0, Math.min), side(1, Math.min), side(2, Math.max), side(3, Math.max)];
}

/**
 * @param {string} target id of the map
 * @returns {{turn: (aim: ?Aim) => void, end: () => void}} call `turn` again and again: it acts where the aim is another
 */
export function makeGaze(target) {
    let present = null;
    let map = null;
    let isDue = false;
    let unmark = () => {};
    const refit = () => present && cutTo(map, present.bounds);

    /** The map moves one call later than the rest: by then the card is there that covers some of it. */
    function turn(aim) {
        follow();
        if (aim === null || aim.key === present?.key) return;
        present = aim;
        isDue = true;
        setAreaInView(aim.part);
    }

    function follow() {
        const isNew = takeMap();
        if (!map || !present || !(isDue || isNew)) return;
        isDue = false;
        if (isNew) cutTo(map, present.bounds);
        else flyTo(map, present.bounds);
        unmark();
        unmark = present.place ? markPlace(target, present.place, present.kind) : () => {};
    }

    /** @returns {boolean} whether it is another map than before */
    function takeMap() {
        const found = window.gridboard.maps[target] ?? null;
        if (found === map) return false;
        map = found;
        map?.on("resize", refit);
        return map !== null;
    }

    return { turn, end: () => unmark() };
}
