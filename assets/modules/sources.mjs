/** How old the sources of the figures are, as the live stream tells it. */
import { describeDuration, fillIn } from "./numbers.mjs";

/** @typedef {{name: string, last_synced_at: ?string, expected_seconds: ?number, is_late: boolean}} Source */

/** @type {{sources: Source[], parts: Object<string, string[]>}} `parts`: by measure, the sources that it comes from */
export const known = { sources: [], parts: {} };

/** @param {string} measure @returns {?Source} its oldest late source; when none is late, the oldest that was ever read */
export function findOldest(measure) {
    const names = known.parts[measure] ?? [];
    const parts = known.sources.filter((source) => names.includes(source.name));
    return sortByAge(parts.filter((source) => source.is_late))[0] ?? sortByAge(parts.filter(wasRead))[0] ?? null;
}

/** @returns {Source[]} the late sources of all that is counted, the oldest first */
export function listLate() {
    return sortByAge(known.sources.filter((source) => source.is_late));
}

/** @param {Source} source */
const wasRead = (source) => source.last_synced_at !== null;

/** @param {Source[]} sources @returns {Source[]} what was never read comes first */
function sortByAge(sources) {
    const moment = (source) => (wasRead(source) ? Date.parse(source.last_synced_at) : 0);
    return sources.toSorted((one, other) => moment(one) - moment(other));
}

/**
 * @param {string} name
 * @param {{sources: Object<string, string>}} words
 * @returns {string} a source that no catalogue has goes by its own name
 */
export function nameSource(name, words) {
    return words.sources[name.replace(/^demo_/, "")] ?? name;
}

/**
 * @param {Source} late
 * @param {number} now server's time in ms
 * @param {{late: string, never: string, sources: object, durations: object}} words
 * @returns {string} `12345 热线数据 26 分钟未更新`
 */
export function describeLate(late, now, words) {
    const source = nameSource(late.name, words);
    if (!wasRead(late)) return fillIn(words.never, { source });
    const seconds = Math.max(0, now - Date.parse(late.last_synced_at)) / 1000;
    // Number and unit stay on one line.
    return fillIn(words.late, { source, age: describeDuration(seconds, words.durations).replaceAll(" ", "\u00a0") });
}
