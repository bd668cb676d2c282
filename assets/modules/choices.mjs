/** What the reader chooses: area, measure, what it is taken per, levels. */
import { wantArea } from "./chosen.mjs";
import { choosePer } from "./quantity.mjs";
import { canAsk, say } from "./saying.mjs";

/** The pieces in which it is chosen what the map draws; it follows them. */
const [MEASURES, PER, LEVELS, POINTS] = ["measures", "per", "levels", "points"];
/** The choice of the count itself, which is taken per nothing. */
const COUNT = "count";

/**
 * The map goes to the area's box as soon as the server told it; `fit` is empty until then, so that the same box twice
 * moves it twice.
 * @param {string} target id of the map
 * @param {?{id: number, code: string, level: string}} area null closes the panel
 */
export function chooseArea(target, area) {
    if (area && !canAsk()) return say("not_done");
    forgetFault();
    wantArea(area);
    window.dash_clientside.set_props(target, { selected: area, fit: null });
}

/**
 * @param {?{id: number, code: string, level: string}} clicked output of the map
 * @param {string} target its id
 */
export function selectClicked(clicked, target) {
    if (!clicked) return;
    const { id, code, level } = clicked;
    chooseArea(target, { id, code, level });
}

/**
 * @param {string[]} shown names of levels
 * @param {boolean} points whether issue points are shown
 */
export function chooseLayers(shown, points) {
    window.dash_clientside.set_props(LEVELS, { value: shown });
    window.dash_clientside.set_props(POINTS, { value: points ? ["points"] : [] });
}

/**
 * @param {string} measure that the map shall show
 * @param {?string} [per] what it is taken per
 */
export function chooseQuantity(measure, per) {
    window.dash_clientside.set_props(MEASURES, { value: measure });
    window.dash_clientside.set_props(PER, { value: per ?? COUNT });
}

/**
 * @param {string} measure
 * @returns {string}
 */
export function showMeasure(measure) {
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

/**
 * The box of a chosen area; an area that came back with its view stays in that view.
 * @param {?{id: number, bounds: ?number[]}} place where an area lies
 * @param {?{id: number, stays: ?boolean}} selected the area that is chosen by now
 * @returns {number[]} what the map shall bring into sight
 */
export function fitPlace(place, selected) {
    const isMeant = place && selected && place.id === selected.id && !selected.stays;
    return isMeant ? place.bounds : window.dash_clientside.no_update;
}

/** A new choice is a new try: what failed before is no longer of interest. */
function forgetFault() {
    window.dash_clientside.set_props("fault", { children: null });
}
