export { verify } from './verify.js';
