/** MapLibre GL JS, as our server passes it on from the npm package. */

/** The version that package.json pins; it is part of the address, so that browsers may keep the files for good. */
const FOLDER = "/maplibre/6.17.0/";

let loaded = null;

/** @returns {Promise<object>} the module, loaded once together with its style sheet */
export function loadMapLibre() {
    loaded ??= Promise.all([import(`${FOLDER}maplibre-gl.mjs`), loadStyleSheet()]).then(([engine]) => {
        engine.setWorkerCount(1);
        return engine;
    });
    return loaded;
}

function loadStyleSheet() {
    return new Promise((resolve) => {
        const link = document.createElement("link");
        link.rel = "stylesheet";
        link.href = `${FOLDER}maplibre-gl.css`;
        link.onload = resolve;
        link.onerror = resolve;
        document.head.append(link);
    });
}
