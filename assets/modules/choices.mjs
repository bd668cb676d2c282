/** What the reader chooses: area, measure, what it is taken per, levels. */
import { choosePer } from "./quantity.mjs";

/** The choice of the count itself, which is taken per nothing. */
const COUNT = "count";

/**
 * @param {string} target id of the map
 * @param {?{id: number, code: string, level: string}} area null closes the panel
 */
export function chooseArea(target, area) {
    forgetFault();
    window.dash_clientside.set_props(target, { selected: area });
}

/**
 * @param {?{id: number, code: string, level: string}} clicked output of the map
 * @returns {object} the area to select
 */
export function selectClicked(clicked) {
    if (!clicked) return window.dash_clientside.no_update;
    forgetFault();
    const { id, code, level } = clicked;
    return { id, code, level };
}

/**
 * @param {string} measure
 * @returns {string}
 */
export function chooseMeasure(measure) {
    return measure;
}

/**
 * @param {string} per
 * @returns {?string} the map's
 */
export function choosePerOf(per) {
    return per === COUNT ? null : per;
}

/**
 * @param {string} measure
 * @param {string} per
 * @param {object[]} options what measures can be taken per
 * @returns {[object[], string]} of which those that this one cannot are not offered; what is then chosen
 */
export function offerPers(measure, per, options) {
    const fits = (name) => name === COUNT || choosePer(measure, name) !== null;
    return [options.map((option) => ({ ...option, disabled: !fits(option.value) })), fits(per) ? per : COUNT];
}

/**
 * @param {string[]} shown names of levels
 * @param {import("./levels.mjs").Level[]} levels
 * @returns {import("./levels.mjs").Level[]}
 */
export function chooseLevels(shown, levels) {
    return levels.map((level) => ({ ...level, shown: shown.includes(level.name) }));
}

/**
 * @param {string[]} chosen holds `points` or nothing
 * @returns {boolean} whether issue points are shown
 */
export function choosePoints(chosen) {
    return chosen.length > 0;
}

/** A new choice is a new try: what failed before is no longer of interest. */
function forgetFault() {
    window.dash_clientside.set_props("fault", { children: null });
}
