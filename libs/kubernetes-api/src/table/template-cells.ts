import { type JsonObject, objectOf } from '#libs/kubernetes';
import { itemsOf, textOf } from '../json/reading.js';
import { column, type Column, WIDE } from './table.js';

export const TEMPLATE_COLUMNS: readonly Column[] = [
  column('Containers', 'Names of the containers of the template.', WIDE),
  column('Images', 'Images of the containers of the template.', WIDE),
];

/** Names and images of the containers of an object's pod template. */
export function templateCells(spec: JsonObject): readonly string[] {
  const containers = itemsOf(objectOf(objectOf(spec.template).spec).containers);
  return ['name', 'image'].map((field) => containers.map((container) => textOf(container[field])).join(','));
}
