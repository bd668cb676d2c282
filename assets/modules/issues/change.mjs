/** IssueChange: says on an issue's page that the issue changed, and shows it when the reader wants it. */
import { listen } from "../live.mjs";
import { travel } from "../travel.mjs";

const { createElement: h, useEffect, useState } = window.React;

/** @param {{id: string, issue: number, drawn: string, words: object}} props */
export function IssueChange({ id, issue, drawn, words }) {
    const [isChanged, setChanged] = useState(false);
    useEffect(() => {
        setChanged(false);
        return listen((kind, message) => kind === "issue" && message.id === issue && setChanged(true));
    }, [issue, drawn]);
    if (!isChanged) return null;
    return h(
        "p",
        { id, className: "issue-news", role: "status" },
        words.changed,
        h("button", { type: "button", onClick: () => travel(location.href) }, words.show),
    );
}
