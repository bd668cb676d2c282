/** Moments as the street's clocks show them, whatever zone and clock the browser has. */

/**
 * @param {string} at a moment as the server writes it, in the street's zone: `2026-11-22T16:42:07.123+08:00`
 * @returns {number} how far that zone is ahead of UTC, in ms
 */
function readOffset(at) {
    const [, sign, hours, minutes] = at.match(/([+-])(\d\d):(\d\d)$/) ?? [null, "+", "0", "0"];
    return (sign === "-" ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000;
}

/**
 * @param {number} now ms
 * @param {string} at any recent moment of the server's
 * @returns {Date} whose UTC fields are the street's own
 */
export function toStreetTime(now, at) {
    return new Date(now + readOffset(at));
}

/**
 * @param {Date} moment of `toStreetTime`
 * @param {string} locale
 * @param {Intl.DateTimeFormatOptions} parts
 * @returns {string}
 */
export function writeMoment(moment, locale, parts) {
    return new Intl.DateTimeFormat(locale, { timeZone: "UTC", ...parts }).format(moment);
}
