/** The area whose figures the panels show: an id among the board's parts, or null for the whole. */
import { makeTold } from "../told.mjs";

export const { tell: setAreaInView, present: getAreaInView, watch: watchAreaInView } = makeTold(null);
