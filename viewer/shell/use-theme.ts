/** Light or dark: as asked for, else as the system is. */
import { useEffect, useState } from 'preact/hooks';
import type { Theme } from '../model/state.ts';

const QUERY = '(prefers-color-scheme: dark)';

export const useTheme = (asked: Theme | undefined): Theme => {
  const [isDark, setDark] = useState(() => matchMedia(QUERY).matches);
  useEffect(() => {
    const query = matchMedia(QUERY);
    const listen = (): void => setDark(query.matches);
    query.addEventListener('change', listen);
    return () => query.removeEventListener('change', listen);
  }, []);
  return asked ?? (isDark ? 'dark' : 'light');
};
