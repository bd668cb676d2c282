/** ReturnWatch: draws nothing; opens the page anew when what it lacks is there. */
import { orderBoundaries } from "./boundaries.mjs";
import { confirmed, listen } from "./live.mjs";

const { useEffect } = window.React;

/** @param {{awaits: "store"|"boundaries"}} props */
export function ReturnWatch({ awaits }) {
    useEffect(() => {
        const order = orderBoundaries(({ bounds }) => (awaits === "store" || bounds) && window.location.reload());
        const silence = listen((kind) => ["snapshot", "beat"].includes(kind) && confirmed.store !== "away" && order.soon());
        return () => [order.end, silence].forEach((end) => end());
    }, []);
    return null;
}
