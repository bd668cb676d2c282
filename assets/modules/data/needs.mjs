/** What has to be said before a file can be loaded. */

/**
 * @param {{name: string, columns: {name: string, label: string, isNeeded: boolean}[]}} kind
 * @param {{shapes: ?string}} description
 * @param {object} words
 * @returns {[string[], string][]} names of which one must be told, and what they are called
 */
export function listNeeded(kind, { shapes }, words) {
    const columns = kind.columns.filter(({ isNeeded }) => isNeeded).map(({ name, label }) => [[name], label]);
    const isTable = shapes === null && ["areas", "lines", "places"].includes(kind.name);
    const others = {
        areas: [[["level"], words.level]],
        lines: [[["kind", "kind_field"], words.kind]],
        places: [[["kind", "kind_field"], words.kind]],
        issues: [[["source"], words.source]],
        rosters: [[["source"], words.source]],
    };
    const shape = kind.name === "places" ? ["wkt", "lon", "area"] : ["wkt", "lon"];
    return [...others[kind.name], ...columns, ...(isTable ? [[shape, words.place]] : [])];
}

/**
 * @param {[string[], string][]} needed
 * @param {object} told
 * @returns {string[]} what those are called of which nothing is told
 */
export function listMissing(needed, told) {
    return needed.filter(([names]) => !names.some((name) => told[name])).map(([, label]) => label);
}
