/** What the reader chooses: area, measure, levels. */

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
