/** The tour's settings, as the store has them; the wall follows a changed one at its next stop. */
import { askJson } from "../asking.mjs";

/** @type {import("./tour.mjs").Settings} */
export let settings = { seconds: 20, order: "code", only_open: false };

/** Asks for the present ones; while nobody answers the last ones hold. */
export async function learnSettings() {
    settings = await askJson("/tour.json").catch(() => settings);
}
