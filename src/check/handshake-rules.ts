import type { Rule } from './rule.js';
import { handshakeAccept } from './rules/handshake-accept.js';
import { handshakeConnection } from './rules/handshake-connection.js';
import { handshakeDeflateOffer } from './rules/handshake-deflate-offer.js';
import { handshakeDeflateResponse } from './rules/handshake-deflate-response.js';
import { handshakeExtension } from './rules/handshake-extension.js';
import { handshakeHost } from './rules/handshake-host.js';
import { handshakeHttpVersion } from './rules/handshake-http-version.js';
import { handshakeKey } from './rules/handshake-key.js';
import { handshakeKeyReused } from './rules/handshake-key-reused.js';
import { handshakeMethod } from './rules/handshake-method.js';
import { handshakeOrigin } from './rules/handshake-origin.js';
import { handshakeRedirect } from './rules/handshake-redirect.js';
import { handshakeSubprotocol } from './rules/handshake-subprotocol.js';
import { handshakeSubprotocolTwice } from './rules/handshake-subprotocol-twice.js';
import { handshakeSwitch } from './rules/handshake-switch.js';
import { handshakeUpgrade } from './rules/handshake-upgrade.js';
import { handshakeVersion } from './rules/handshake-version.js';
import { handshakeVersionRefused } from './rules/handshake-version-refused.js';

export const HANDSHAKE_RULES: readonly Rule[] = [
  handshakeMethod,
  handshakeHttpVersion,
  handshakeHost,
  handshakeUpgrade,
  handshakeConnection,
  handshakeVersion,
  handshakeVersionRefused,
  handshakeKey,
  handshakeKeyReused,
  handshakeSwitch,
  handshakeAccept,
  handshakeSubprotocol,
  handshakeSubprotocolTwice,
  handshakeExtension,
  handshakeDeflateOffer,
  handshakeDeflateResponse,
  handshakeRedirect,
  handshakeOrigin,
];
