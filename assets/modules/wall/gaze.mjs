/** Where the wall looks: a stop of the tour, or the place of an alarm. Turns the map and the panels to it. */
import { setAreaInView } from "./area_in_view.mjs";
import { cutTo, flyTo } from "./camera.mjs";
import { outlineArea, pulse } from "./pulse.mjs";

/**
 * @typedef {object} Aim
 * @property {string} key another one is another aim: the same aim with other bounds moves nothing
 * @property {[number, number, number, number]} bounds
 * @property {?number} part whose figures the panels show
 * @property {?{id: number, level: string, code: string}} area to outline
 * @property {?import("./alarms.mjs").Kind} kind of the alarm that pulses there
 */

/**
 * @param {?number} stop id of the part, null: the whole
 * @param {{id: number, bounds: number[]}[]} parts
 * @returns {?Aim} null while nobody knows where that is
 */
export function aimAtStop(stop, parts) {
    const held = parts.filter((part) => stop === null || part.id === stop);
    if (held.length === 0) return null;
    const area = stop === null ? null : { id: stop, level: held[0].level, code: held[0].code };
    return { key: `stop ${stop}`, bounds: uniteBounds(held), part: stop, area, kind: null };
}

/**
 * @param {import("./alarms.mjs").Alarm} alarm
 * @param {{id: number, bounds: number[]}[]} parts
 * @returns {?Aim} null: stay
 */
export function aimAtAlarm({ place, counts }, parts) {
    if (place === null) return aimAtAll(parts);
    if (place.bounds === null) return null;
    const kind = counts.overdue > 0 ? "overdue" : "urgent";
    return { key: `alarm ${place.id}`, bounds: place.bounds, part: place.part, area: place.area, kind };
}

/** Not the stop: there the card is gone that covers some of the map. */
function aimAtAll(parts) {
    const whole = aimAtStop(null, parts);
    return whole && { ...whole, key: "all" };
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
    let move = null;
    let calm = () => {};
    const refit = () => present && cutTo(map, present.bounds);

    /** The map moves one call later than the rest: by then the card is there that covers some of it. */
    function turn(aim) {
        takeMap();
        follow();
        if (aim === null || aim.key === present?.key) return;
        move = present ? flyTo : cutTo;
        present = aim;
        setAreaInView(aim.part);
    }

    function follow() {
        if (!map || !move) return;
        move(map, present.bounds);
        move = null;
        outlineArea(target, present.area);
        calm();
        calm = present.kind ? pulse(map, present.bounds, present.kind) : () => {};
    }

    /** Another map than before begins where the wall looks. */
    function takeMap() {
        const found = window.gridboard.maps[target] ?? null;
        if (found === map) return;
        map = found;
        map?.on("resize", refit);
        if (present) move = cutTo;
    }

    return { turn, end: () => calm() };
}
