/** StatusLine: a quiet sentence about a tap that could not be followed; it takes care of the links of its page. */
import { watchSaying } from "./saying.mjs";
import { followLinks } from "./travel.mjs";

const { createElement: h, useEffect, useState } = window.React;

/** That a tap was not done is said for so many ms. */
const STAYS = 6000;

/** @param {{id: string, words: {not_done: string, waiting: string}}} props */
export function StatusLine({ id, words }) {
    const [said, setSaid] = useState({ word: null });
    useEffect(() => watchSaying((word) => setSaid({ word })), []);
    useEffect(followLinks, []);
    useEffect(() => {
        if (said.word !== "not_done") return undefined;
        const timer = setTimeout(() => setSaid({ word: null }), STAYS);
        return () => clearTimeout(timer);
    }, [said]);
    return h("p", { id, className: "notice", role: "status" }, said.word && words[said.word]);
}
