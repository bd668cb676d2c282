/** Begins what takes longest, long before Dash can draw the page: the map's engine and the live counts. */
import { openStream } from "./live.mjs";
import { loadMapLibre } from "./maplibre.mjs";

const isTable = new URLSearchParams(location.search).get("look") === "table";
if (!isTable) loadMapLibre();
openStream();
