/** Proves what is put into the page: data that cannot be taken for markup, and a policy for just what stands in it. */
import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { livePage, selfContained } from '../../src/cli/view/page.ts';

const SCRIPT = `
const note = "<!--data--> <head> <style>no</style> $& $1 $\`";
for (const i of [1, 2]) if (i < 2) console.log(i);
`;
const STYLE = 'body { color: teal }';

const PAGE = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <!-- <script>a comment runs nothing</script> -->
    <style id="a">${STYLE}</style>
    <script type="module">${SCRIPT}</script>
    <STYLE></STYLE>
  </head>
  <body>
    <div id="page"></div>
    <!--data-->
  </body>
</html>
`;

const digest = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

const policyIn = (html: string): string =>
  /<head><meta http-equiv="Content-Security-Policy" content="([^"]*)" \/>/.exec(html)![1]!;

const dataIn = (html: string): string =>
  /<script type="application\/json" id="data">([\s\S]*?)<\/script>/.exec(html)![1]!;

describe('a page in one file', () => {
  it('begins its head with a policy that allows its own scripts and styles, and nothing else', () => {
    expect(policyIn(selfContained(PAGE, '{}')).split('; ')).toEqual([
      "default-src 'none'",
      `script-src ${digest(SCRIPT)}`,
      `style-src ${digest(STYLE)} ${digest('')}`,
      'img-src data: blob:',
      'worker-src blob:',
      "connect-src 'none'",
      "base-uri 'none'",
      "form-action 'none'",
    ]);
  });

  it('allows nothing to run if there is nothing', () => {
    const page = '<head></head><body><!--data--></body>';
    expect(policyIn(selfContained(page, '{}'))).toContain("script-src 'none'; style-src 'none'");
  });

  it('takes digests of what a browser reads, whatever the line ends', () => {
    expect(policyIn(selfContained(PAGE.replaceAll('\n', '\r\n'), '{}'))).toBe(
      policyIn(selfContained(PAGE, '{}')),
    );
  });

  it('says its policy before anybody looks for the encoding in vain', () => {
    // Browsers look at the first 1,024 bytes.
    expect(selfContained(PAGE, '{}').indexOf('charset')).toBeLessThan(900);
  });

  it.each([
    '</script><script>alert(1)</script>',
    '<!-- <script>',
    ']]>',
    "$& $1 $` $'",
    '\u2028 \u2029 \u0000 \ud800',
    '"\\',
    '&lt;&amp;',
    '‮abc‬',
  ])('holds %j as it is, and nothing in it ends or begins anything', (name) => {
    const html = selfContained(PAGE, JSON.stringify({ name }));
    const text = dataIn(html);
    expect(JSON.parse(text)).toEqual({ name });
    expect(text).not.toMatch(/[<\u2028\u2029]/);
    expect(html.replace(text, '')).toBe(selfContained(PAGE, ''));
  });

  it('puts data in the place for them, not in what looks like it', () => {
    const html = selfContained(PAGE, '{}');
    expect(html).toContain(SCRIPT);
    expect(html.indexOf('id="data"')).toBeGreaterThan(html.indexOf('<div id="page">'));
    expect(html.replaceAll(SCRIPT, '')).not.toContain('<!--data-->');
  });

  it('is not made of a page that has no place for data', () => {
    expect(() => selfContained('<head></head>', '{}')).toThrow('no place for data');
    expect(() => selfContained('<head><script><!--data--></script></head>', '{}')).toThrow(
      'no place for data',
    );
    expect(() => selfContained('<!--data-->', '{}')).toThrow('no head');
  });
});

describe('a page that is served', () => {
  const { html, policy } = livePage(PAGE);

  it('has no data and no policy in it', () => {
    expect(html).toContain('<script type="application/json" id="data" data-live="true"></script>');
    expect(html).not.toContain('Content-Security-Policy');
  });

  it('may ask its own server, and be shown in no other page', () => {
    expect(policy).toContain("connect-src 'self'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).toContain(`script-src ${digest(SCRIPT)};`);
    expect(policy).not.toContain('unsafe');
  });
});
