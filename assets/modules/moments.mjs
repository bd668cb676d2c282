/** Moments in words. They come as the server writes them, in the street's zone, and are told in it. */
import { confirmed } from "./live.mjs";

/**
 * @param {string} moment ISO 8601 in the street's zone
 * @param {string} locale
 * @returns {string} `11月22日 16:42`; with the year when it is another
 */
export const describeMoment = (moment, locale) => `${describeDay(moment, locale)} ${moment.slice(11, 16)}`;

/**
 * @param {string} moment ISO 8601 in the street's zone
 * @param {string} locale
 * @returns {string} `11月22日`; with the year when it is another
 */
export function describeDay(moment, locale) {
    const present = confirmed.at ?? new Date().toISOString();
    const year = moment.slice(0, 4) === present.slice(0, 4) ? undefined : "numeric";
    return makeFormat(locale, year).format(Date.parse(moment.slice(0, 10)));
}

/** @type {Map<string, Intl.DateTimeFormat>} making one takes longer than a thousand uses */
const formats = new Map();

/**
 * @param {string} locale
 * @param {?"numeric"} year
 */
function makeFormat(locale, year) {
    const key = `${locale} ${year}`;
    if (!formats.has(key)) {
        formats.set(key, new Intl.DateTimeFormat(locale, { timeZone: "UTC", year, month: "short", day: "numeric" }));
    }
    return formats.get(key);
}
