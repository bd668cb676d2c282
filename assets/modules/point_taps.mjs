/** A finger on an issue point: a group opens, what cannot be parted is listed. */
import { pointed } from "./point_card.mjs";

/** A finger is this wide at each side of where it is felt, in px. */
const FINGER = 12;
const MOST_LISTED = 20;

/**
 * @param {object} map MapLibre map
 * @param {{x: number, y: number}} at
 * @param {boolean} isStill no motion
 * @returns {boolean} whether there was a point
 */
export function tapPoint(map, { x, y }, isStill) {
    pointed.tell([]);
    const layers = ["point-group", "point"].filter((id) => map.getLayer(id));
    if (layers.length === 0) return false;
    const found = map.queryRenderedFeatures(
        [
            [x - FINGER, y - FINGER],
            [x + FINGER, y + FINGER],
        ],
        { layers },
    );
    const nearest = findNearest(map, found, { x, y });
    if (!nearest) return false;
    if (nearest.properties.point_count) openGroup(map, nearest, isStill);
    else pointed.tell([nearest.properties]);
    return true;
}

/** @param {{x: number, y: number}} at */
function findNearest(map, features, at) {
    const distance = ({ geometry }) => {
        const point = map.project(geometry.coordinates);
        return Math.hypot(point.x - at.x, point.y - at.y);
    };
    return features.reduce((best, each) => (best && distance(best) <= distance(each) ? best : each), null);
}

/** Goes where the group falls apart; lists its issues where it never does. A group that is no more does neither. */
async function openGroup(map, { properties, geometry }, isStill) {
    const source = map.getSource("points");
    const zoom = await source.getClusterExpansionZoom(properties.cluster_id).catch(() => null);
    if (zoom === null) return;
    if (zoom > map.getMaxZoom()) {
        const leaves = await source.getClusterLeaves(properties.cluster_id, MOST_LISTED, 0);
        pointed.tell(leaves.map((leaf) => leaf.properties));
    } else {
        map.easeTo({ center: geometry.coordinates, zoom, duration: isStill ? 0 : 200 });
    }
}
