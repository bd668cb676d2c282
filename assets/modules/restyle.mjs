/** Brings a map from one list of layers to another by setting only what differs: nothing blinks. */

/**
 * @param {object} map MapLibre map
 * @param {object[]} old layers that it draws
 * @param {object[]} next layers that it shall draw
 */
export function restyle(map, old, next) {
    const before = new Map(old.map((layer) => [layer.id, layer]));
    const after = new Set(next.map((layer) => layer.id));
    old.filter((layer) => !after.has(layer.id)).forEach((layer) => map.removeLayer(layer.id));
    [...next]
        .reverse()
        .forEach((layer, index, reversed) => bring(map, before.get(layer.id), layer, reversed[index - 1]?.id));
}

/**
 * @param {object} map
 * @param {object|undefined} old
 * @param {object} layer
 * @param {string|undefined} above id of the layer that is drawn next
 */
function bring(map, old, layer, above) {
    if (!old) map.addLayer(layer, above);
    else if (differs(place(old), place(layer))) {
        map.removeLayer(layer.id);
        map.addLayer(layer, above);
    } else {
        eachChange(old.paint, layer.paint, (name, value) =>
            map.setPaintProperty(layer.id, name, value, { validate: false }),
        );
        eachChange(old.layout, layer.layout, (name, value) =>
            map.setLayoutProperty(layer.id, name, value, { validate: false }),
        );
    }
}

/** What of a layer cannot be changed while it stands. */
function place(layer) {
    return [layer.source, layer["source-layer"], layer.minzoom, layer.filter];
}

/**
 * @param {object} [old]
 * @param {object} [next]
 * @param {(name: string, value: any) => void} change
 */
function eachChange(old = {}, next = {}, change) {
    for (const name of Object.keys({ ...old, ...next })) {
        if (differs(old[name], next[name])) change(name, next[name]);
    }
}

/**
 * @param {any} one
 * @param {any} other
 */
function differs(one, other) {
    return JSON.stringify(one) !== JSON.stringify(other);
}
