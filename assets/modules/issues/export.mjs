/** The list as a workbook: fetched, so that a failure is told in its place, then handed to the browser as a file. */
import { ask } from "../asking.mjs";

const { createElement: h, useState } = window.React;

/** A workbook takes a while to write. */
const PATIENCE = 60_000;

/** @param {{query: string, language: string, words: object}} props */
export function IssueExport({ query, language, words }) {
    const [state, setState] = useState("here");
    const fetchFile = async () => {
        setState("asking");
        setState(await save(query, language).then(() => "here", () => "failed"));
    };
    return h(
        "span",
        { className: "issue-export" },
        state === "failed" && h("span", { className: "quiet", role: "alert" }, words.failed),
        h(
            "button",
            { type: "button", onClick: fetchFile, disabled: state === "asking" },
            { here: words.export, asking: words.exporting, failed: words.again }[state],
        ),
    );
}

/**
 * @param {string} query
 * @param {string} language
 */
async function save(query, language) {
    const search = new URLSearchParams([...new URLSearchParams(query), ["lang", language]]);
    const answer = await ask(`/issues.xlsx?${search}`, { patience: PATIENCE });
    const address = URL.createObjectURL(await answer.blob());
    const link = Object.assign(document.createElement("a"), { href: address, download: readName(answer) });
    link.click();
    setTimeout(() => URL.revokeObjectURL(address), PATIENCE);
}

/** @param {Response} answer @returns {string} the name that the server gave the file */
function readName(answer) {
    const [, name] = /filename\*=UTF-8''([^;]+)/.exec(answer.headers.get("Content-Disposition") ?? "") ?? [];
    return name ? decodeURIComponent(name) : "issues.xlsx";
}
