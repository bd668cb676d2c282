/** Where a file's shapes lie: the columns that hold them, the coordinates, and a picture. */
import { describeCount, fillIn } from "../numbers.mjs";
import { Column } from "./columns.mjs";
import { Coordinates } from "./coordinates.mjs";
import { PreviewMap } from "./preview_map.mjs";

const { createElement: h, useEffect, useState } = window.React;

/** What the picture depends on. */
const SHOWN_BY = ["layer", "headings", "encoding", "crs", "coordinates", "lon", "lat", "wkt", "only"];
const KILOMETRES = 111.32;

/**
 * @param {{file: object, description: object, told: object, say: (part: object) => void, requests: object, words: object}} props
 */
export function Place({ file, description, told, say, requests, words }) {
    const isTable = description.shapes === null;
    const isPlaced = !isTable || told.wkt || (told.lon && told.lat);
    const { preview, fault } = usePreview(file, told, requests, Boolean(isPlaced) && !file.name.endsWith(".gz"));
    if (told.what === "rosters" || (told.what === "issues" && !told.lon)) return null;
    const columns = told.what === "issues" ? [] : [["lon", words.longitude], ["lat", words.latitude], ["wkt", words.wkt]];
    const reason = fault ?? preview?.fault;
    return h(
        "section",
        { className: "data-place", "aria-label": words.place },
        h("h3", null, words.place),
        isTable &&
            columns.map(([name, label]) =>
                h(Column, { key: name, column: { name, label }, fields: description.fields, told, say, words }),
            ),
        told.what !== "issues" && h(Coordinates, { description, preview, told, say, words }),
        reason && h("p", { className: "data-fault", role: "alert" }, reason),
        preview?.told && h("p", { className: "quiet" }, preview.told),
        preview?.box && h("p", { className: "quiet" }, describeBox(preview, words)),
        h(PreviewMap, { shapes: preview?.shapes, box: preview?.box, words }),
    );
}

/** @returns {{preview: ?object, fault: ?string}} of what is told now; null while it is asked for */
function usePreview(file, told, requests, isPlaced) {
    const [found, setFound] = useState({ preview: null, fault: null });
    const asked = Object.fromEntries(SHOWN_BY.filter((name) => told[name]).map((name) => [name, told[name]]));
    if (told.what === "issues") asked.coordinates = "wgs84";
    const key = JSON.stringify([file.id, asked, isPlaced]);
    useEffect(() => {
        let isOld = false;
        if (!isPlaced) {
            setFound({ preview: null, fault: null });
            return undefined;
        }
        const keep = (answer) => isOld || setFound(answer);
        requests.preview(file.id, asked).then(
            (preview) => keep({ preview, fault: null }),
            (fault) => keep({ preview: null, fault: fault.message }),
        );
        return () => {
            isOld = true;
        };
    }, [key]);
    return found;
}

/** How many shapes are drawn, where their middle is and how far they reach. */
function describeBox({ box: [west, south, east, north], shown }, words) {
    const [lon, lat] = [(west + east) / 2, (south + north) / 2];
    const width = (east - west) * KILOMETRES * Math.cos((lat * Math.PI) / 180);
    const place = { lon: lon.toFixed(4), lat: lat.toFixed(4), width: width.toFixed(1), height: ((north - south) * KILOMETRES).toFixed(1) };
    return [fillIn(words.shown, { count: describeCount(shown) }), fillIn(words.middle, place)].join(" · ");
}
