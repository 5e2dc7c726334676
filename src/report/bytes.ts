/** How many bytes a text takes in UTF-8. */
const ENCODER = new TextEncoder();

export const bytesOf = (text: string): number => ENCODER.encode(text).length;
