/** BoardTotal: the count of one measure in the area in view; it changes in place. */
import { describeCount } from "../numbers.mjs";
import { useTotal } from "./entry.mjs";

/** @param {{id: string, measure: string, words: {not_shown: string}}} props */
export function BoardTotal({ id, measure, words }) {
    const count = useTotal(measure);
    const classes = [
        "figure wall-total",
        count === undefined && "is-waiting",
        measure === "overdue_issues" && count > 0 && "is-alarm",
        count === null && "is-hidden",
    ];
    return window.React.createElement(
        "p",
        { id, className: classes.filter(Boolean).join(" ") },
        count === null ? words.not_shown : describeCount(count),
    );
}
