/** Tour: takes the wall's map and panels from stop to stop, and to what alarms; draws the alarm's card. */
import { AlarmCard } from "./alarm_card.mjs";
import { conduct } from "./conductor.mjs";

const { createElement: h, useEffect, useState } = window.React;

/** @param {object} props as dashboard/board_pieces.py describes them */
export function Tour({ id, target, isOn, words }) {
    const [shown, show] = useState(null);
    useEffect(() => conduct(target, isOn, show), []);
    return h("div", { id, className: "alarm" }, shown && h(AlarmCard, { ...shown, words }));
}
