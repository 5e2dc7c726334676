/** The changes as a document to paste. */
import { Blocks } from '../../parts/blocks.tsx';
import { SaveButton } from '../../parts/save-button.tsx';

export const PatchView = ({ patch }: { patch: string }) => {
  const includes = /^include: /m.test(patch);
  return (
    <section aria-labelledby="edits-patch-title">
      <h2 id="edits-patch-title">As a document</h2>
      <p class="dim">
        {includes
          ? 'Save it in the folder that faultline was started in, and give it this file instead: it includes yours.'
          : 'Save it beside your document with a line such as '}
        {includes ? null : <code>include: [yours.yaml]</code>}
        {includes
          ? ' It stands above yours; to keep the change, move it into yours.'
          : ' below the first, and give this file to faultline instead: it stands above yours.'}
      </p>
      <div class="edits-patch">
        <Blocks blocks={[{ type: 'code', language: 'yaml', lines: patch.trimEnd().split('\n') }]} />
      </div>
      <SaveButton name="changes.yaml" mime="application/yaml" make={() => patch}>
        Save changes.yaml
      </SaveButton>
    </section>
  );
};
