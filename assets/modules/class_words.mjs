/** Classes in words, with open and closed ends. */
import { writeNumber } from "./quantity.mjs";

/** @typedef {import("./classes.mjs").Division} Division */

/**
 * @param {Division} division
 * @returns {string[]} of counts `0`, `1–2`, …, `15+`; of rates `0`, `>0–<1.5`, `1.5–<3.0`, `3.0+`
 */
export function describeClasses(division) {
    const { per, thresholds } = division;
    const describe = per ? describeRates : describeCounts;
    return [0, ...thresholds].map((_, index) => describe(division, index));
}

/**
 * @param {Division} division of whole numbers
 * @param {number} index of a class
 */
function describeCounts({ thresholds, most }, index) {
    const [from, next] = [index === 0 ? 0 : Math.ceil(thresholds[index - 1]), thresholds[index]];
    if (next === undefined) return most === null ? `${writeNumber(from, null)}+` : `>${writeNumber(most, null)}`;
    const last = Math.ceil(next) - 1;
    return last <= from ? writeNumber(from, null) : `${writeNumber(from, null)}–${writeNumber(last, null)}`;
}

/**
 * @param {Division} division of rates
 * @param {number} index of a class
 */
function describeRates({ edges, isUpper, most, per }, index) {
    const ends = most === null ? edges : [...edges, most];
    const [from = 0, to] = [ends[index - 1], ends[index]];
    const sign = per === "open" ? "%" : "";
    if (to === 0) return `0${sign}`;
    const isAbove = index > 0 && (isUpper || from === 0 || from === most);
    const lower = `${isAbove ? ">" : ""}${writeNumber(from, "households")}`;
    if (to === undefined) return `${lower}${sign}${isAbove ? "" : "+"}`;
    return `${lower}–${isUpper || to === most ? "" : "<"}${writeNumber(to, per)}`;
}
