/** AreaTitle: whose figures the panels show at the moment. */
import { useEntry } from "./entry.mjs";

/** @param {{id: string, words: {whole: string}}} props */
export function AreaTitle({ id, words }) {
    const entry = useEntry();
    return window.React.createElement("h2", { id, className: "wall-area" }, entry ? (entry.name ?? words.whole) : "");
}
