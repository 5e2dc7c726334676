/** Hands a file to the browser's downloads. */

/** Milliseconds after which the file's address is given up: browsers read it shortly after the click. */
const READ_BY_THEN = 10_000;

export const saveFile = (name: string, content: Blob): void => {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), READ_BY_THEN);
};
