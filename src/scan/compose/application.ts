/**
 * Configuration that lies with a service's code: Spring's `application.yml`, whose routes no compose file shows.
 *
 * The code is what the service is built from, or a folder that is called like its image (`shop/api-gateway:1` and
 * `api-gateway/`): images that are built elsewhere still come from somewhere.
 */
import type { ScanContext, SourceFile } from '../scanner.ts';
import { contextFolder } from './environment.ts';
import { type LocatedMap, member, textAt } from './located.ts';
import type { Project } from './project.ts';

const NAMES = /^(?:application|bootstrap)(?:-[\w-]+)?\.(?:ya?ml|properties)$/;

export const applicationFiles = async (
  project: Project,
  service: LocatedMap,
  context: ScanContext,
): Promise<readonly SourceFile[]> => {
  const folder = contextFolder(project, service) ?? imageFolder(project, service);
  if (folder === undefined) return [];
  const files = await context.folder(folder, 'src/main/resources');
  return files.filter(({ name }) => NAMES.test(name));
};

const imageFolder = (project: Project, service: LocatedMap): string | undefined => {
  const image = member(service, 'image');
  const name = /([\w.-]+)(?::[^/]*)?$/.exec(textAt(image) ?? '')?.[1];
  if (image === undefined || name === undefined || /^\.+$/.test(name)) return undefined;
  return `${project.folders.get(image.where.file) ?? '.'}/${name}`;
};
