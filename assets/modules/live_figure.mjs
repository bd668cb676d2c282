/** LiveFigure: one live count; it changes in place. */
import { readCount } from "./book.mjs";
import { useLive } from "./hooks.mjs";
import { describeCount } from "./numbers.mjs";

/** @param {{id: string, of: number|"total"|"unlocated", measure: string, isHidden: boolean, words: object}} props */
export function LiveFigure({ id, of, measure, isHidden, words }) {
    useLive("snapshot", "counts");
    const count = isHidden ? null : readCount(of, measure);
    const classes = [
        "figure",
        count === undefined && "is-waiting",
        measure === "overdue_issues" && count > 0 && "is-alarm",
    ];
    const title = count === null ? words?.not_shown : undefined;
    return window.React.createElement(
        "span",
        { id, className: classes.filter(Boolean).join(" "), title },
        describeCount(count),
    );
}
