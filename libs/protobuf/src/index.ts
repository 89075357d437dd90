export { decodeProtobuf, type DecodedProtobuf, MOST_PROTOBUF_BYTES } from './decode-protobuf.js';
export { PROTOBUF_TYPE } from './envelope.js';
