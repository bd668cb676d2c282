/** Colors and sizes of the map, read from the CSS custom properties of the page. */

/** The ramp that a measure is filled with: red means overdue and nothing else. */
const RAMPS = { overdue_issues: "overdue", party_members: "people", volunteers: "people" };

/**
 * @param {Element} element inside the theme
 * @returns {(name: string) => string} reads `--name`
 */
export function readTokens(element) {
    const style = getComputedStyle(element);
    return (name) => style.getPropertyValue(`--${name}`).trim();
}

/**
 * @param {string} measure
 * @param {number} place on the ramp, 0…6
 * @returns {string} name of the token
 */
export function rampToken(measure, place) {
    return `ramp-${RAMPS[measure] ?? "issue"}-${place}`;
}
