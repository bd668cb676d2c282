/** MapLibre GL JS, as our server passes it on from the npm package. */

/** The version that package.json pins; it is part of the address, so that browsers may keep the files for good. */
const FOLDER = "/maplibre/6.17.0/";

let loaded = null;

/** @returns {Promise<object>} the module, loaded once together with its style sheet, its worker starting */
export function loadMapLibre() {
    loaded ??= Promise.all([import(`${FOLDER}maplibre-gl.mjs`), link("stylesheet", "maplibre-gl.css")]).then(
        ([engine]) => {
            engine.setWorkerCount(1);
            engine.prewarm();
            return engine;
        },
    );
    return loaded;
}

/**
 * @param {string} rel
 * @param {string} file of the package
 * @returns {Promise<void>} when the browser has it, or could not get it
 */
function link(rel, file) {
    return new Promise((resolve) => {
        const element = document.createElement("link");
        Object.assign(element, { rel, href: `${FOLDER}${file}`, onload: resolve, onerror: resolve });
        document.head.append(element);
    });
}
