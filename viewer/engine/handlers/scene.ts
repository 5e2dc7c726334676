/** Where everything is drawn. */
import type { Requests } from '../../model/messages.ts';
import type { Scene } from '../../model/scene.ts';
import { type Desk, sheetOf } from '../desk.ts';

export const scene = (desk: Desk, { side, request }: Requests['scene']['in']): Scene =>
  sheetOf(desk, side).scene(request);
