/** The scan of catalogs: files to entities, entities to one catalog, facts of each. */
import type { Facts, Finding, Name } from '../../model/fact.ts';
import { groupBy } from '../../model/group-by.ts';
import type { ScanContext, SourceFile } from '../scanner.ts';
import { repositoryOf } from './annotations.ts';
import { catalogOf } from './catalog.ts';
import { definitionNames } from './definitions.ts';
import type { Entity } from './entities.ts';
import { gathered } from './locations.ts';
import { referencesOf } from './references.ts';
import { resourceOf, virtualOf } from './resources.ts';

/** All facts of the descriptor files. */
export const scanCatalogs = async (files: readonly SourceFile[], context: ScanContext): Promise<Facts> => {
  const { entities, findings } = await gathered(files, context);
  const catalog = catalogOf(entities);
  const isShared = sharedRepositories(catalog.entities);
  const defined = await definitions(catalog.entities, context);
  const said = referencesOf(catalog);
  return {
    resources: [
      ...catalog.entities.map((entity) => {
        const resource = resourceOf(entity, catalog, isShared);
        const names = [...(resource.names ?? []), ...(defined.names.get(entity) ?? [])];
        return names.length === 0 ? resource : { ...resource, names };
      }),
      ...[...said.missing].map(([ref, where]) => virtualOf(ref, catalog, where)),
    ],
    references: said.references,
    groups: said.groups,
    findings: [...findings, ...catalog.findings, ...defined.findings, ...said.findings],
  };
};

/** A repository that several components live in names none of them. */
const sharedRepositories = (entities: readonly Entity[]): ((repository: string) => boolean) => {
  const components = entities.filter(({ ref }) => ref.kind === 'component');
  const users = groupBy(components, ({ metadata }) => repositoryOf(metadata) ?? '');
  return (repository) => (users.get(repository)?.length ?? 0) > 1;
};

const definitions = async (entities: readonly Entity[], context: ScanContext) => {
  const names = new Map<Entity, readonly Name[]>();
  const findings: Finding[] = [];
  for (const entity of entities) {
    if (entity.ref.kind !== 'api') continue;
    const definition = await definitionNames(entity, context);
    names.set(entity, definition.names);
    findings.push(...definition.findings);
  }
  return { names, findings };
};
