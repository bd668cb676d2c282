/** MeasureCard: a total that chooses its measure when it is tapped, and opens the panel of the whole where it is one area. */
import { chooseArea, chooseQuantity } from "./choices.mjs";
import { usePicture } from "./hooks.mjs";

/** Totals that make one ask which issues they are. */
const ISSUES = ["open_issues", "overdue_issues"];

/** @param {{id: string, measure: string, area: ?object, target: string, children: any}} props */
export function MeasureCard({ id, measure, area, target, children }) {
    const isChosen = (usePicture()?.measure ?? null) === measure;
    const choose = () => {
        chooseQuantity(measure);
        if (area) chooseArea(target, { ...area, asksIssues: ISSUES.includes(measure) });
    };
    const shared = { id, type: "button", className: `card is-${measure}`, "aria-pressed": isChosen, onClick: choose };
    return window.React.createElement("button", shared, children);
}
