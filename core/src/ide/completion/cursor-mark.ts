/** Stands in the text of a completion where the cursor goes; a private-use character, so no text of a person holds it. */
export const cursorMark = "\ue000";
