import { formatEndpoint } from '../net/address.js';
import type { Endpoint, EndView, MessageView, Session } from '../session/events.js';
import { closeCodeName } from '../websocket/close-codes.js';
import { type Clock, difference } from './clock.js';
import { visible } from './visible-text.js';

/** `192.0.2.1:80`, `[2001:db8::1]:80` */
export function endpointText({ address, port }: Endpoint): string {
  return formatEndpoint(address, port);
}

/** The ws URL of a session, or undefined where its request was not captured. */
export function sessionUrl(session: Session): string | undefined {
  const { uri, host, server } = session;
  if (uri === undefined) return undefined;
  const scheme = session.security === 'none' ? 'ws' : 'wss';
  const absolute = /^(?:https?|wss?):\/\//i.exec(uri);
  if (absolute !== null) return visible(`${scheme}://${uri.slice(absolute[0].length)}`);
  return visible(`${scheme}://${host === undefined || host === '' ? endpointText(server) : host}${uri}`);
}

/** `101 Switching Protocols`, `403` */
export function statusText({ status, statusText: reason }: Session): string {
  return visible(reason === undefined || reason === '' ? `${status}` : `${status} ${reason}`);
}

/** What came of the upgrade, in a few words. */
export function handshakeText(session: Session): string {
  if (session.handshake === 'refused') {
    return session.status === undefined ? 'refused' : `refused: ${statusText(session)}`;
  }
  if (session.status !== undefined) return statusText(session);
  return session.method === undefined ? 'handshake not captured' : 'response not captured';
}

/** One line about how a session begins. */
export function sessionHeading(session: Session, clock: Clock): string {
  const parts = [
    sessionUrl(session),
    `${endpointText(session.client)} → ${endpointText(session.server)}`,
    handshakeText(session),
    session.subprotocol === undefined ? undefined : `sub-protocol ${visible(session.subprotocol)}`,
    session.extensions === undefined ? undefined : `extensions ${visible(session.extensions)}`,
    clock.date(session.begin),
  ];
  return `Session ${session.session}: ${parts.filter((part) => part !== undefined).join(', ')}`;
}

/** `1000 Normal Closure` */
export function closeCodeText(code: number): string {
  return `${code} ${closeCodeName(code)}`;
}

/** The opcode's name as Fiddler shows it; reserved opcodes have only their number. */
export function messageTypeName({ kind, opcode }: Pick<MessageView, 'kind' | 'opcode'>): string {
  if (kind === 'reserved') return opcode === 0 ? 'Continuation' : String(opcode);
  return kind.charAt(0).toUpperCase() + kind.slice(1);
}

/** Who ended a session and how. */
export function endText({ reason, by, code }: EndView): string {
  const who = by === undefined ? '' : ` by the ${by}`;
  switch (reason) {
    case 'close':
      return `closed${who}, ${code === undefined ? 'no status code' : closeCodeText(code)}`;
    case 'fin':
      return `TCP connection ended${who} (FIN) without a Close`;
    case 'rst':
      return `TCP connection reset${who} (RST) without a Close`;
    case 'capture-end':
      return 'still open when the capture ends';
  }
}

/** `1 message`, `2 messages` */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

/** One line about how a session ended. */
export function sessionEnding(end: EndView): string {
  const client = `client: ${counted(end.clientMessages, 'message')}, ${counted(end.clientBytes, 'byte')}`;
  const server = `server: ${counted(end.serverMessages, 'message')}, ${counted(end.serverBytes, 'byte')}`;
  const duration = `after ${difference(end.at, end.session.begin)} s`;
  return `Session ${end.session.session} ended: ${endText(end)}, ${duration}; ${client}; ${server}`;
}
