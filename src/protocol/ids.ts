import type { Brand } from '../lib/brand.ts'

/** base64url of a device's Ed25519 public key (32 bytes, 43 letters): a device's name is its key. */
export type DeviceId = Brand<string, 'DeviceId'>
/** base64url of the first 16 bytes of SHA-256 over the root statement (22 letters). */
export type RoomId = Brand<string, 'RoomId'>
/** base64url of SHA-256 over a statement's text (43 letters). */
export type StatementId = Brand<string, 'StatementId'>
/** Random name of one connection to the box (16 bytes, 22 letters); says nothing about who is behind it. */
export type SessionId = Brand<string, 'SessionId'>
/** Unguessable name under which sessions can be found at the box (16 bytes, 22 letters). Knowing it is the right to ask. */
export type TopicId = Brand<string, 'TopicId'>
/** base64url of SHA-256 over a blob's bytes (43 letters). */
export type BlobId = Brand<string, 'BlobId'>
