import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { wsdissect } from './command.js';

beforeAll(() => vi.stubEnv('TZ', 'Asia/Shanghai'));
afterAll(() => vi.unstubAllEnvs());

const CAPTURE = join(import.meta.dirname, '../../fixtures/push-service.pcap');

function push(time: string, number: number, mongoId: string): string[] {
  return [
    `${time} WSSession1.WebSocket'WebSocket #1'`,
    `MessageID:\tServer.${number}`,
    'MessageType:\tText',
    `PayloadString:\t{"MongoId":"${mongoId}","MessageId":"54f4d330-899f-43bc-af93-b6904820320b14098572","MsgTitle":"ceshibianlidian","MsgContent":"土豆子","MessageExtras":"我这是测试","UserId":"1234567890","UserRole":4,"MessageType":21,"MessageDirection":1,"MessageRetries":0}`,
    'Masking:\t<none>',
    '',
  ];
}

// The session of the published log: its times of day, ids, payloads and masks, and no keep-alive byte among them.
it('the published session reads as its developer published it', async () => {
  const { status, stdout, stderr } = await wsdissect([CAPTURE]);
  expect(stdout.split('\n')).toEqual([
    'Session 1: ws://192.168.120.217:9030/pc, 192.168.120.68:51000 → 192.168.120.217:9030, 101 Switching Protocols, 2018-03-15 17:09:48 +08:00',
    '',
    "17:09:59:3490 WSSession1.WebSocket'WebSocket #1'",
    'MessageID:\tClient.1',
    'MessageType:\tText',
    String.raw`PayloadString:	{"Operation":0,"DeviceId":"pc","AppName":null,"BootAuth":null,"data":"{\"UserID\":\"1234567890\",\"UserRole\":4,\"ConnectionPlatform\":1,\"DeviceId\":\"pc\",\"Key\":null,\"CookieValue\":null}"}`,
    'Masking:\tAB-9A-CC-C1',
    '',
    ...push('17:09:59:3538', 1, '599feacec3b732188495a454'),
    ...push('17:10:15:5025', 2, '599feadec3b732188495a455'),
    ...push('17:10:31:2244', 3, '599feaeec3b732188495a456'),
    ...push('17:10:47:4534', 4, '599feafec3b732188495a457'),
    'Session 1 ended: still open when the capture ends, after 103.935642 s; client: 1 message, 193 bytes; server: 4 messages, 1108 bytes',
    '',
  ]);
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
});
