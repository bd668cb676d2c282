/** Counts in words. */

const NUMBER = new Intl.NumberFormat("en");

/**
 * @param {number|null|undefined} count null is not shown to this reader, undefined is not known yet
 * @returns {string}
 */
export function describeCount(count) {
    if (count === undefined) return "";
    return count === null ? "—" : NUMBER.format(count);
}

/**
 * @param {string} template with {name} places
 * @param {Object<string, string|number>} values
 * @returns {string}
 */
export function fillIn(template, values) {
    return template.replace(/\{(\w+)\}/g, (_, name) => values[name]);
}

/**
 * @param {number} seconds
 * @param {{seconds: string, minutes: string, hours: string, days: string, days_hours: string}} words templates
 * @returns {string} `26 秒`, `3 分钟`, `4 小时`, `3 天 4 小时`
 */
export function describeDuration(seconds, words) {
    const [minutes, hours, days] = [60, 3600, 86_400].map((unit) => Math.floor(seconds / unit));
    if (seconds < 60) return fillIn(words.seconds, { count: Math.floor(seconds) });
    if (minutes < 60) return fillIn(words.minutes, { count: minutes });
    if (days < 1) return fillIn(words.hours, { count: hours });
    return hours % 24 === 0 || days > 9
        ? fillIn(words.days, { count: days })
        : fillIn(words.days_hours, { days, hours: hours % 24 });
}
