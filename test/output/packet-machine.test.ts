import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { matchingFields, writeFieldRecords, writeFieldTable } from '../../src/output/field-list.js';
import { DEFAULT_FIELDS_OPTIONS, withFieldsOption } from '../../src/output/fields-options.js';
import { PacketEk } from '../../src/output/packet-ek.js';
import { PacketFields } from '../../src/output/packet-fields.js';
import { PacketJson } from '../../src/output/packet-json.js';
import { PacketTsharkJson } from '../../src/output/packet-tshark-json.js';
import { written } from './events.js';
import { dataTree, exampleTree, view } from './packets.js';

beforeEach(() => {
  vi.stubEnv('TZ', 'UTC');
});
afterEach(() => {
  vi.unstubAllEnvs();
});

function fields(names: readonly string[], settings: readonly string[] = [], tree = exampleTree('a"\t\u001b')): string {
  let options = DEFAULT_FIELDS_OPTIONS;
  for (const setting of settings) options = withFieldsOption(options, setting) ?? options;
  return written((writer) => new PacketFields(writer, names, options).view(view({ tree })));
}

describe('-T fields', () => {
  it.each<readonly [string, string[], string[], string]>([
    ['values as they are', ['eth.type', 'x.flag', 'x.key', 'x.delta'], [], '0x4849\t1\t0102\t0.000031000'],
    ['nothing for what is not there', ['x.none', 'x.flag', 'x.other'], [], '\t1\t'],
    ['all values, in order', ['x.port'], [], '1,2'],
    ['the first value', ['x.port'], ['occurrence=f'], '1'],
    ['the last value', ['x.port'], ['occurrence=l'], '2'],
    ['another aggregator', ['x.port'], ['aggregator=/s'], '1 2'],
    ['another separator', ['x.flag', 'x.key'], ['separator=;'], '1;0102'],
    ['quotes around values, and none around nothing', ['x.port', 'x.none'], ['quote=d'], '"1,2"\t'],
    ['quotes within quotes', ['x.text'], ['quote=d'], '"a""\\t\\033"'],
    ['control characters visibly', ['x.text'], [], 'a"\\t\\033'],
    ['control characters as they are', ['x.text'], ['escape=n'], 'a"\t\u001b'],
    ['headings as 1, protocols as their line', ['x.heading', 'x', 'frame'], [], '1\tx\tFrame 12: 20 bytes'],
    ['names first', ['x.flag', 'x.key'], ['header=y', 'separator=,'], 'x.flag,x.key\n1,0102'],
    ['a byte order mark', ['x.flag'], ['bom=y'], '\ufeff1'],
    ['columns of the list', ['_ws.col.Info', '_ws.col.No.'], [], '51000 → 9030 [SYN]\t12'],
  ])('%s', (_, names, settings, line) => {
    expect(fields(names, settings)).toBe(`${line}\n`);
  });

  it('has bytes that nothing is known of', () => {
    expect(fields(['data'], [], dataTree())).toBe('3c3d3e3f404142434445464748494a4b4c4d4e4f\n');
  });

  it.each([
    'separator=ab',
    'separator',
    'quote=x',
    'header=yes',
    'occurrence=',
    'toString=y',
    'quote=toString',
    '=y',
    '',
  ])('takes no -E %s', (setting) => {
    expect(withFieldsOption(DEFAULT_FIELDS_OPTIONS, setting)).toBeUndefined();
  });
});

const json = (count: number, tree = exampleTree('</a>')) =>
  written((writer) => {
    const format = new PacketJson(writer);
    for (let index = 0; index < count; index++) format.view(view({ tree }));
    format.finish();
  });

describe('-T json', () => {
  it.each([0, 1, 2])('is one document with %d packets', (count) => {
    expect(JSON.parse(json(count))).toHaveLength(count);
  });

  it('has typed members in layers', () => {
    expect(JSON.parse(json(1))).toEqual([
      {
        number: 12,
        time: '2018-03-15T09:09:59.349012Z',
        layers: [
          { protocol: 'frame', 'frame.time': '2018-03-15T09:09:59.349012000Z' },
          { protocol: 'eth', 'eth.type': 0x4849 },
          {
            protocol: 'x',
            'x.flags': 0x80,
            'x.flag': true,
            'x.port': [1, 2],
            'x.heading': { 'x.delta': 0.000031 },
            text: 'no field',
            'x.key': '0102',
            'x.text': '</a>',
            'x.big': '9223372036854775808',
          },
        ],
      },
    ]);
  });
});

describe('-T tshark-json', () => {
  const text = (count: number) =>
    written((writer) => {
      const format = new PacketTsharkJson(writer);
      for (let index = 0; index < count; index++) format.view(view({ tree: exampleTree('</a>') }));
      format.finish();
    });

  it('is what tshark writes', () => {
    expect(text(1)).toBe(`[
  {
    "_index": "packets-2018-03-15",
    "_type": "doc",
    "_score": null,
    "_source": {
      "layers": {
        "frame": {
          "frame.time": "Mar 15, 2018 09:09:59.349012000 UTC"
        },
        "eth": {
          "eth.type": "0x4849"
        },
        "x": {
          "x.flags": "0x80",
          "x.flags_tree": {
            "x.flag": "1"
          },
          "x.port": "1",
          "x.port": "2",
          "x.heading": {
            "x.delta": "0.000031000"
          },
          "no field": "",
          "x.key": "01:02",
          "x.text": "<\\/a>",
          "x.big": "9223372036854775808"
        }
      }
    }
  }
]
`);
  });

  it.each([0, 2])('is one document with %d packets', (count) => {
    expect(JSON.parse(text(count))).toHaveLength(count);
  });
});

describe('-T ek', () => {
  it('is two lines a packet', () => {
    const text = written((writer) => new PacketEk(writer).view(view({ tree: exampleTree('</a>') })));
    expect(text).toBe(
      '{"index":{"_index":"packets-2018-03-15","_type":"doc"}}\n' +
        '{"timestamp":"1521104999349","layers":{"frame":{"frame_frame_time":"2018-03-15T09:09:59.349012000Z"},' +
        '"eth":{"eth_eth_type":"0x4849"},"x":{"x_x_flags":"0x80","x_x_flag":true,"x_x_port":["1","2"],' +
        '"x_x_heading":null,"x_x_delta":"0.000031000","text":"no field","x_x_key":"01:02","x_x_text":"<\\/a>",' +
        '"x_x_big":"9223372036854775808"}}}\n',
    );
  });
});

describe('the list of fields', () => {
  const known = [
    { name: 'tcp.srcport', label: 'Source Port', type: 'uint' },
    { name: 'eth', label: 'Ethernet', type: 'protocol' },
    { name: '', label: 'Timestamps', type: 'none' },
  ] as const;

  it.each([
    ['', ['tcp.srcport', 'eth']],
    ['TCP.', ['tcp.srcport']],
    ['ether', ['eth']],
    ['nothing', []],
  ])('that match %j', (pattern, names) => {
    expect(matchingFields(known, pattern).map(({ name }) => name)).toEqual(names);
  });

  it('in columns and as records', () => {
    const fields = matchingFields(known);
    expect(written((writer) => writeFieldTable(writer, fields))).toBe(
      'tcp.srcport  uint      Source Port\neth          protocol  Ethernet\n',
    );
    expect(written((writer) => writeFieldRecords(writer, fields))).toBe(
      '{"name":"tcp.srcport","type":"uint","label":"Source Port"}\n{"name":"eth","type":"protocol","label":"Ethernet"}\n',
    );
  });
});
