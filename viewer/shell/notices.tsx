/** What is wrong with the state or the files, above the picture: nothing is passed over in silence. */
import { Problem } from '../parts/problem.tsx';
import { useView } from '../parts/view.ts';

export const Notices = ({ trouble }: { readonly trouble: string | undefined }) => {
  const { answers } = useView();
  // The impact and the timeline of a scenario that there is not say the same.
  const problems = [...new Map(answers.problems.map((one) => [one.message, one])).values()];
  if (problems.length === 0 && trouble === undefined) return null;
  return (
    <div class="shell-notices" role="alert">
      {trouble === undefined ? null : (
        <div class="shell-trouble">
          <p>The files cannot be read as they are now; what is shown is how they were before.</p>
          <pre>{trouble}</pre>
        </div>
      )}
      {problems.map((problem) => (
        <Problem key={problem.message} error={problem} />
      ))}
    </div>
  );
};
