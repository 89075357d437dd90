export { answerDoorbell } from './answer-doorbell.js';
export {
  QueueUnavailable,
  type Answering,
  type AnswerOptions,
  type Doorbell,
  type DoorbellHandler,
  type DoorbellTrouble,
  type QueueBackend,
} from './doorbell.js';
export { openDoorbell, type DoorbellOptions } from './open-doorbell.js';
