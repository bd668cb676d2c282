/** ReturnWatch: draws nothing; opens the page anew when what it lacks is there. */
import { readBoundaries } from "./areas.mjs";
import { confirmed, listen } from "./live.mjs";

const { useEffect } = window.React;

/** @param {{awaits: "store"|"boundaries"}} props */
export function ReturnWatch({ awaits }) {
    useEffect(
        () =>
            listen(async (kind) => {
                if (!["snapshot", "beat"].includes(kind) || confirmed.store === "away") return;
                const present = await readBoundaries().catch(() => null);
                if (present && (awaits === "store" || present.bounds)) window.location.reload();
            }),
        [],
    );
    return null;
}
