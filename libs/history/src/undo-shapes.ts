import { podTemplate } from './deployment-shapes.js';
import type { RestoredFrom, UndoAnswer, UndoRequest } from './event.js';
import { count, kept, object, type Shape, text, textMap } from './shape.js';

export const restoredFrom: Shape<RestoredFrom> = object({ uid: text, revision: count, change: text });

export const undoRequest: Shape<UndoRequest> = object({
  restoredFrom,
  wanted: object({ template: podTemplate, annotations: textMap }),
  generation: count,
});

export const undoAnswer: Shape<UndoAnswer> = kept(
  'what became of an undo',
  ({ request, outcome, message }) =>
    typeof request === 'string' &&
    typeof message === 'string' &&
    (outcome === 'applied' || outcome === 'refused' || outcome === 'conflict'),
);
