/** The licences of what others wrote of this page; the build leaves them in it. */
import { useMemo } from 'preact/hooks';

export const Licenses = () => {
  const text = useMemo(licensesText, []);
  return text === '' ? null : (
    <details>
      <summary>Licences of what is in this page</summary>
      <pre class="about-licenses" tabIndex={0} role="region" aria-label="Licences">
        {text}
      </pre>
    </details>
  );
};

const licensesText = (): string => {
  const element = document.querySelector('script#licenses');
  return element === null ? '' : String(JSON.parse(element.textContent ?? '""'));
};
