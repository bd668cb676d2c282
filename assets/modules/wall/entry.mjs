/** The figures that the panels show: those of the last board for the area in view. All of one revision. */
import { presentBoard } from "../board.mjs";
import { useBoard } from "../hooks.mjs";
import { getAreaInView, watchAreaInView } from "./area_in_view.mjs";

/** @returns {?number} id of the area in view; null is the whole */
export function useAreaInView() {
    return window.React.useSyncExternalStore(watchAreaInView, getAreaInView);
}

/** @returns {?import("../board.mjs").Entry} of the area in view, a part's with its name; null before the first board */
export function useEntry() {
    const board = useBoard();
    const area = useAreaInView();
    return board && (board.parts.find((part) => part.id === area) ?? board.whole);
}

/**
 * @param {string} measure
 * @returns {number|null|undefined} its count in the area in view; null is not shown, undefined is not known yet
 */
export function useTotal(measure) {
    const entry = useEntry();
    return entry?.total[presentBoard().measures.indexOf(measure)];
}
