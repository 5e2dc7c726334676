// A failing input made smaller, as long as it fails the same way: files, then lines, then characters.

const MOST_TRIES = 250;
const MOST_MS = 8_000;

/** `fails` says whether an input still fails the same way. */
export const minimised = async (input, fails) => {
  const end = Date.now() + MOST_MS;
  let tries = 0;
  const stillFails = async (one) => tries++ < MOST_TRIES && Date.now() < end && (await fails(one));
  let now = input;
  for (const name of Object.keys(input)) {
    const { [name]: _, ...rest } = now;
    if (Object.keys(rest).length > 0 && (await stillFails(rest))) now = rest;
  }
  for (const name of Object.keys(now)) {
    for (const separator of ['\n', '']) {
      const isText = typeof now[name] === 'string';
      const text = isText ? now[name] : now[name].toString('latin1');
      const with_ = (parts) => ({
        ...now,
        [name]: isText ? parts.join(separator) : Buffer.from(parts.join(separator), 'latin1'),
      });
      let parts = text.split(separator);
      for (let size = Math.ceil(parts.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
        for (let at = 0; at < parts.length;) {
          const less = [...parts.slice(0, at), ...parts.slice(at + size)];
          if (await stillFails(with_(less))) parts = less;
          else at += size;
          if (tries >= MOST_TRIES) break;
        }
        if (tries >= MOST_TRIES) break;
      }
      now = with_(parts);
    }
  }
  return now;
};
