import { writePcap } from '../../fixtures/build/index.js';

/** Letters that repeat after 600, so that compressors find both literals and matches. */
function letters(): Uint8Array {
  let state = 1;
  return new Uint8Array(600).map(() => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return 97 + (((state >>> 16) * ((state >>> 20) & 7)) & 15);
  });
}

/** A capture of 50 packets of 3,000 bytes, in all 150,824 bytes: the one that {@link COMPRESSED} holds. */
export function compressedCapture(): Uint8Array {
  const text = letters();
  const packets = Array.from({ length: 50 }, (_, i) => ({
    time: BigInt(i) * 1_000_000_000n,
    bytes: new Uint8Array(3000).map((_, j) => text[(j + i) % 600] ?? 0),
  }));
  return writePcap(packets);
}

/** What the programs lz4 1.9.4 and zstd 1.5.4 made of the capture, in base64. */
export const COMPRESSED = {
  /** `lz4 -B4 -BD --content-size -12`: linked blocks of 64 KiB, content size, content checksum. */
  lz4Linked:
    'BCJNGExAKE0CAAAAAADpIAQAAIbUw7KhAgAEAAEANwQAAQ4AIrgLBADwQ2ljYWNtbm1uZWtobGVtZ2FhbmRnb29hbWtlYW5lYWVubW9kbmthY2llZWpv' +
    'Zm1vaGNhcGlhY2trYWxuamFwbmNlbWllYWdrbWNpYWFtY29pam9EAPB2YWRpYWFlYW1wZWViYWprcGtuYXBtcGlhZGllZ2FvaWdhZG1raWZoY2Fka2xu' +
    'Z2dhbWRpZWhtZWJvaGFhYW5tYWxvamhiYW5rYWFnamFjZ2FrZWFtbW9kbWRiYWltaGlhYWdmbmFha2Vja2FjZGFqbWVhbWNtYWNlcGFvY29jYWlhYWNt' +
    'bcUA8AlpaW5hY2ZwaW9nY2FhZW1vYWZkYWFpZ2M8APAlbWprcGdlb2ZhYm1oY2tjYWRqaG1pZ29lamlhZmVjbmRraWtna2tvaWFuZmVhYmJjZWtrYecA' +
    '8BxsYmVmbW5hZW9kbGNtZWlrZ2ZhaWlvbmhhYWZsYXBhamlnYWVwY2FjZGhlvADwAGptYW9nb2lraWltYmFnZxMA8QJsbW1pZ21tYWNvZWFhYWlvaRQA' +
    '8BRmYWtvY2FtbGlhYWpjamFwZWNlYWFjYWpnYWVpbWdjam1nZIkA8A9wbHBuZWtrcG5hYm9hYmFnZWNqaWdkZ21pbGVtbW55AfAvb2VqYW5qbWljaGll' +
    'b2Fhb2xtYWVhZW9lYWdhaWdwZGJrYW1kYW1ha2Fhb3BqZGZrb2JraG1pbWlhZWtlaW8gAfAsbmFhaW1vbWFpaWFvZ2VtaWdnbmhvaWJhZ2FlZGNiYmNw' +
    'Y2ZtZWRjZmJhbW9raGdvZ2FqcG1rYWJtZWm4AD9oZmFYAv///////////1YbAcgLD8cL//////////////+vK2kCyAsPxwv//////////////68sYwOQ' +
    'Fw/HC///////////////rithBMgLD8cL//////////////+vK2MFyAsPxwv//////////////68tbQaQFw/HC///////////////rSxuB5AXD8cL////' +
    '//////////+uK20IyAsPxwv//////////////68rbgnICw/HC///////////////rytlCsgLD8cL//////////////+vK2sLyAsPxwv/////////////' +
    '/68saAwgLw/HC///////////////rixsDXhSD8cL//////////////+uK2UOyAsPxwv//////////////68sbQ8omQ/HC///////////////rixnEMgL' +
    'D8cL//////////////+uLGER0HUPxwv//////////////64rYRLICw/HC///////////////ryxuE+g6D8cL//////////////+uK2QUyAsPxwv/////' +
    '/////////68sZxXICw9vCf//////////X1BpZ21tYb4BAAAPWAL///84HBawRg/HC///////////////rixvF9B1D8cL//////////////+uLGEYuLAP' +
    'xwv//////////////64sbRkomQ/HC///////////////ri1rGtB1D8cL//////////////+tLWUboOsPxwv//////////////60tYRxYIw/HC///////' +
    '////////rSxuHVgjD8cL//////////////+uLGUekBcPxwv//////////////64sYR8gLw/HC///////////////rixlIAhqD8cL//////////////+u' +
    'LG4hYI0Pxwv//////////////64sbSKAvA/HC///////////////rixvIyAvD8cL//////////////+uLGQkYI0Pxwv//////////////64sbiVAXg/H' +
    'C///////////////ritrJsgLD8cL//////////////+vK2EnyAsPxwv//////////////68sYyjQdQ/HC///////////////rixpKcgLD8cL////////' +
    '//////+uK2UqyAsPxwv//////////////68sZSvQdQ8XB///////LFBhZ2ZuYYgAAAAPWAL///////9rGyzICw+OF///////////////rj1qby0omQ/H' +
    'C///////////////rSxmLlgjD8cL//////////////+uK20vyAsPxwv//////////////68sbzDQdQ/HC///////////////rixoMWCND8cL////////' +
    '//////+qUGZtb2hjAAAAAGPLbqw=',
  /** `lz4 -B4 -BX -9 --no-frame-crc`: independent blocks, each with a checksum. */
  lz4Independent:
    'BCJNGHBArSAEAACG1MOyoQIABAABADcEAAEOACK4CwQA8ENpY2FjbW5tbmVraGxlbWdhYW5kZ29vYW1rZWFuZWFlbm1vZG5rYWNpZWVqb2Ztb2hjYXBp' +
    'YWNra2FsbmphcG5jZW1pZWFna21jaWFhbWNvaWpvRADwdmFkaWFhZWFtcGVlYmFqa3BrbmFwbXBpYWRpZWdhb2lnYWRta2lmaGNhZGtsbmdnYW1kaWVo' +
    'bWVib2hhYWFubWFsb2poYmFua2FhZ2phY2dha2VhbW1vZG1kYmFpbWhpYWFnZm5hYWtlY2thY2Rham1lYW1jbWFjZXBhb2NvY2FpYWFjbW3FAPAJaWlu' +
    'YWNmcGlvZ2NhYWVtb2FmZGFhaWdjPADwI21qa3BnZW9mYWJtaGNrY2FkamhtaWdvZWppYWZlY25ka2lrZ2trb2lhbmZlYWJiY2VrCQHwHmFhbGJlZm1u' +
    'YWVvZGxjbWVpa2dmYWlpb25oYWFmbGFwYWppZ2FlcGNhY2RoZbwA8ABqbWFvZ29pa2lpbWJhZ2cTAPECbG1taWdtbWFjb2VhYWFpb2kUAPAUZmFrb2Nh' +
    'bWxpYWFqY2phcGVjZWFhY2FqZ2FlaW1nY2ptZ2SJAPAPcGxwbmVra3BuYWJvYWJhZ2VjamlnZGdtaWxlbW1ueQHwL29lamFuam1pY2hpZW9hYW9sbWFl' +
    'YWVvZWFnYWlncGRia2FtZGFtYWthYW9wamRma29ia2htaW1pYWVrZWlvIAHwLG5hYWltb21haWlhb2dlbWlnZ25ob2liYWdhZWRjYmJjcGNmbWVkY2Zi' +
    'YW1va2hnb2dhanBta2FibWVpuAA/aGZhWAL///////////9WGwHICw/HC///////////////rytpAsgLD8cL//////////////+vLGMDkBcPxwv/////' +
    '/////////64rYQTICw/HC///////////////rytjBcgLD8cL//////////////+vLW0GkBcPxwv//////////////60sbgeQFw/HC///////////////' +
    'rittCMgLD8cL//////////////+vK24JyAsPxwv//////////////68rZQrICw/HC///////////////rytrC8gLD8cL//////////////+vLGgMIC8P' +
    'xwv//////////////64sbA14Ug/HC///////////////ritlDsgLD8cL//////////////+vLG0PKJkPxwv//////////////64sZxDICw/HC///////' +
    '////////rixhEdB1D8cL//////////////+uK2ESyAsPxwv//////////////68sbhPoOg/HC///////////////ritkFMgLD8cL//////////////+v' +
    'LGcVyAsPbwn//////////19QaWdtbWE2Vn17GQQAAPDFY29lYWFhaW9pY2dhbG1mYWtvY2FtbGlhYWpjamFwZWNlYWFjYWpnYWVpbWdjam1nZGZlYWJw' +
    'bHBuZWtrcG5hYm9hYmFnZWNqaWdkZ21pbGVtbW5kaWFhb2VqYW5qbWljaGllb2Fhb2xtYWVhZW9lYWdhaWdwZGJrYW1kYW1ha2Fhb3BqZGZrb2JraG1p' +
    'bWlhZWtlaW9hYWlnbmFhaW1vbWFpaWFvZ2VtaWdnbmhvaWJhZ2FlZGNiYmNwY2ZtZWRjZmJhbW9raGdvZ2FqcG1rYWJtZWm4APBGaGZhaWNhY21ubW5l' +
    'a2hsZW1nYWFuZGdvb2Fta2VhbmVhZW5tb2Rua2FjaWVlam9mbW9oY2FwaWFja2thbG5qYXBuY2VtaWVhZ2ttY2lhYW1jb2lqb0QAEGHfAPBxZWFtcGVl' +
    'YmFqa3BrbmFwbXBpYWRpZWdhb2lnYWRta2lmaGNhZGtsbmdnYW1kaWVobWVib2hhYWFubWFsb2poYmFua2FhZ2phY2dha2VhbW1vZG1kYmFpbWhpYWFn' +
    'Zm5hYWtlY2thY2Rham1lYW1jbWFjZXBhb2NvY2FpYWFjbW3FAPAEaWluYWNmcGlvZ2NhYWVtb2FmZDgBEGM8APAbbWprcGdlb2ZhYm1oY2tjYWRqaG1p' +
    'Z29lamlhZmVjbmRraWtna2tvaWFuzwFAYmNlawkB8B5hYWxiZWZtbmFlb2RsY21laWtnZmFpaW9uaGFhZmxhcGFqaWdhZXBjYWNkaGW8APEBam1hb2dv' +
    'aWtpaW1iYWdnYUQCb21pZ21tYVgC3SIWAAEAIrgLBAAPZwL//0Yfb1gC////////////VhsXyAsPxwv//////////////68rYRjICw/HC///////////' +
    '////ryttGcgLD8cL//////////////+vLGsaIC8Pxwv//////////////64rZRvICw/HC///////////////ry1hHFgjD8cL//////////////+tLG4d' +
    'WCMPxwv//////////////64sZR6QFw/HC///////////////rixhHyAvD8cL//////////////+uLGUgCGoPxwv//////////////64rbiHICw/HC///' +
    '////////////ryttIsgLD8cL//////////////+vLG8jIC8Pxwv//////////////64sZCRgjQ/HC///////////////rixuJUBeD8cL////////////' +
    '//+uK2smyAsPxwv//////////////68rYSfICw/HC///////////////ryxjKNB1D8cL//////////////+uLGkpyAsPxwv//////////////64rZSrI' +
    'Cw/HC///////////////ryxlK9B1DxcH//////8sUGFnZm5hPsbLjuMCAADwLWFrZWNrYWNkYWptZWFtY21hY2VwYW9jb2NhaWFhY21tYW1rZWlpbmFj' +
    'ZnBpb2djYWFlbW9hZmRhYWlnYzwA8GdtamtwZ2VvZmFibWhja2NhZGpobWlnb2VqaWFmZWNuZGtpa2dra29pYW5mZWFiYmNla2thY2lhYWxiZWZtbmFl' +
    'b2RsY21laWtnZmFpaW9uaGFhZmxhcGFqaWdhZXBjYWNkaGVhY2dham1hb2dvaWtpaW1iYWdnEwDxAmxtbWlnbW1hY29lYWFhaW9pFADwFGZha29jYW1s' +
    'aWFhamNqYXBlY2VhYWNhamdhZWltZ2NqbWdkiQDwUXBscG5la2twbmFib2FiYWdlY2ppZ2RnbWlsZW1tbmRpYWFvZWphbmptaWNoaWVvYWFvbG1hZWFl' +
    'b2VhZ2FpZ3BkYmthbWRhbWFrYWFvcGpkZmtvYmtobWltaWFla2VpbyAB8CxuYWFpbW9tYWlpYW9nZW1pZ2duaG9pYmFnYWVkY2JiY3BjZm1lZGNmYmFt' +
    'b2toZ29nYWpwbWthYm1labgA8ApoZmFpY2FjbW5tbmVraGxlbWdhYW5kZ29vkwGgYW5lYWVubW9kbk8B8BFlZWpvZm1vaGNhcGlhY2trYWxuamFwbmNl' +
    'bWllYWdrbXEBYG1jb2lqb0QAEGHfAPA4ZWFtcGVlYmFqa3BrbmFwbXBpYWRpZWdhb2lnYWRta2lmaGNhZGtsbmdnYW1kaWVobWVib2hhYWFubWFsb2po' +
    'YmFua2FhZ2qJAf8Ga2VhbW1vZG1kYmFpbWhpYWFnZm5hWAL/////ESIsAAEAIrgLBAAPvwT//0cPWAL///////////9WGy3ICw/HC///////////////' +
    'rytmLsgLD8cL//////////////+vK20vyAsPxwv//////////////68rbzDICw/HC///////////////rytoMcgLD8cL//////////////+rUGZtb2hj' +
    'SnAI9gAAAAA=',
  /** `zstd -19` of a file: the window is the content. */
  zstdFile:
    'KLUv/aQoTQIADBIARqtqLEBTksbDSIjBOAqroigKMFtu2eSWRG655RpFURTFnEMtDrU41OJQi0MNba0NXQBUAFQA94kmx9nGiv5jielhWPQ71MhyHQZT' +
    'y4f7GZYxaRplyjMxS7o9ltHfHtzSx9K8DdUKpQ9qnFljuo5Vs8cM60RlFdmGttR3r6A/tcaRhhRpXYhgxQXGRYCLjBQqWLQI5g+0iJtLNK1GWRupMdJ4' +
    'rDOtCNkMGjfzErOgMjMe20M9TrmyDiWbtUt5tCyvwy/mVfu6xWRqhGipq9bjtbUnq7V003OpsywfmXs8FCdFy6pu+dUnaT/Xi56kpMNvW9vWxv4aHoV6' +
    '0Mf2sSBVa6BeOTxlN3nJKGUaSo1ENlNOT52ifed6K0ufOo8NvTY3uPjb1qqHqo2vvpsoYuLeruer7Sh1JfvwnG4EKOyEmcASReIRKQKFKCD2g3pAHYzD' +
    'G0wDyjAGu5AWtMIUdsJKuAgFAnqwgxscA11gChoJDgR5wAygAkoADVABFWAAlYEYm6Msjabk1HS+vSNXJ6aKqalUhFSxb4J7oDtUux1xXcVHh79oaaOi' +
    'Hkk2TTkBXKjxia+z/3PwXsjGGCIIIBAEEgiCGYb//1f4AT3BaTen3Szt7rSbo90s7UppF6ddLe2maBelXSztZml3p90s2s1pN6fdPO2utJtFu3naTWk3' +
    'p9097eZoN6XdXNrNaXel3TzazWk3p90s7W5pN0e7WdrNaTen3T3tpmg3S7t52h2t5SVKsytb5Ek1vKczgZgP0ObVHx0BAGAsby1mLm0vbzBoMWMN/LST' +
    '0y5Ou1jaXWkXRTsBAqsTAx0B0b3gcw==',
  /** `zstd -3 --check` of a pipe: a window of 2 MiB, a checksum. */
  zstdPipe:
    'KLUv/QRY3BYAVmpoLEBTksbDSIjBOAqroigKMFtu2eSWRG655RpFURTFnEMtDrU41OJQi0NnZYcNXQBSAFMAk+NsY0X/scT0MCz6HWpkuQ6DqeXD/QzL' +
    'mDSNMuWZmCXdHsvobw9u6WNp3oZqhdIHNc6sMV3HqtljhnWisopsQ1vqu1fQn1rjSEOKtC5EsOICwEXGRcYFRgoVLFoEm0s0rUZZG6kx0nisM60I2Qwa' +
    'N/MSs6AyMx7bQz1OubIOJZu1S3m0LK/DL+ZV+7rFZGqEaKmr1uO1tSertXTTc6mzLB+ZezwUJ0XLqm751ec+UUlKOvy2tW1t7K/hUagHfWwfC1K1BuqV' +
    'w1N2k5eMUqah1EhkM+X01Cnad663svSp89jQa3ODi79trXqo2vjqu4kiJu7ter7ajlJXsg/P6Yb5Ay1iKOyEmcASReIRKQKFKCD2g3pAHYzDG0wDyjAG' +
    'u5AWtMIUdsJKuAgFAnqwgxswWKAgAYIDBgoQGCAgAMbmKEujKTk1nW/vyNWJqWJqKhUhVeyb4B7oDtVuR1xX8dHhL1raqKhHkk1TTtrP9aIHgJCosV6H' +
    '0v7PARADCSRm6hwSSMAJKK4iGEaE///HqT49SSLaMZGzM2CkHSBOO0GcdgSbdgQh7QTwtAPMtBPMaUeA045g0E4gTzsAnHZCm3YEOe0IQNoJ7LQDxGkn' +
    'iNOOYNOOIJydwHDaEQzaCeRpB4DTTmienfJS2fJ+V0QMI1hjgOX9GbzFWUUYHRU1vlgeYmUWsBW5/FkRRsryMFdEPBCssdLLQxi8pVlFmFgqanxZHsLK' +
    'LKAVufxZEUbi8nBXRDwQrLHSy0MYvKVZRZhYKmp8WR7CyiygFbn8WRFG4vJwV0Q8EKyx0stDGLylWUWYWCpqfFkewsosoBW5/FkRRsutkdqaV1wR8USw' +
    'xqovD2HwlsoqwoSpqLHE8hCtSIvOFbmgL8/6ecTX7MqWulMN79A+X1AC9wedAQBwYWosby1mLm0vbzBoMWMTEAC086DBgLTzocGAtPOhwYC086HBgLTz' +
    'ocGAtPOhwYBz/mzRveBz',
  /** The first 70,000 bytes by `zstd -1 --no-check`, the rest by `zstd -9 --check`: two frames. */
  zstdFrames:
    'KLUv/QBIbQ8ApiliJZCpkMafn7mY3t2Nfcstidxyyy23PHZ3dznAP/AP/C/+gb6hfRJbAFAAUgC/2WFqDIl+h4oklymYSj7cz5CMSdMoU56HWdLtkYz+' +
    '9uCWPpbmbahWKH1QcWaN6TKrZY8Z1onIKrINbanvHkF/aoVJQ4q0LiQIhweCcHggABANRAPBQKGChQsBIy02isc602qMraBxMy8xCSor47E9VHPIlWV0' +
    'XNYu5dGyvA6flFft6xZTqRGipa5aj9fWnqzW0k3PpM6yfFTu0Sg+iJJV3fKrz32ihzlbrChraAr1oI/tI0GqVqAeOTxl93jHKGUaSkUaWyGnp07RvnO9' +
    'laVPncdCr82LFl/h4m9bqx6qFl9991DExL1dz1ebIXUl+/CcLsobtIiXSzStgqwFE1bCRjgI5AFycIMZ3AJVYAkKBMYhD5gBVEAJoAEqoBoOUAzo8HAx' +
    'ZWk0Haem8+2ZXH2UIqalUo1RxL4HrkF3qHY74rqKjw5/0dJGRTU5Ngs5aT/XiZ6DpMNvW9vWYj9IqKEGPEz7fwbw9RkDEnAVMJAo/P//MwI/TWK0S59d' +
    '2WjXhXZWtPui3bHZvZx2RLRrpl2ztFun3RrtyGjnhXZWtPui3THafaVdK+3eaVe5PGRop7xm3+clCZiubOnV/xatBii1L/0EYF0QAOaoXiKATaUxMzAD' +
    'Mzq2lJLILbfccssHM9AmLQAAAAAAAAAwIRVITwBPAFAAeYuRYzMv3Ghjj7ooZh9O/cuKylI3cjN9wDEVcphju93qxnfyrHjQLKpOXn9jfVtzS/lHiXZd' +
    'FunZ6MOI9J2pbJI1VUejjk2tSy/Md23oB7Wd+fxAvujeTQyvkh7G1pqkxMMfjVgkxEX0W0TDw6FU5DO1dlnMmJBKismWHTRJhZPdD/JmPdneIbTeFeaZ' +
    '9Dct7afopLzSPGikwldifyXnI0cxjt12bV3nw/7WFbo0uqn9G5pZD5c27AyVLV6xHsTS83DERYalIcurzUxfVGdD5u8hp8VJPmx0e38tnWmX+bDRZou8' +
    'w1vb02x0lUHTCaShZFgMeYFY2AqGQk0oCReBIPwAHWiDwWAXpAJNUAg+UAa0wARqAAoAsMEhgGU9FCxNTZpuUqjOVynGPGZbK7i5IDQqCR0SgkZti9ui' +
    'Zpdl+925ea92v1dYX14WFItkmLOPATeoEYqv/38G8AKJlaB1ETgEn4VE+P9fIX600/JKu7O80M6W19mxbY3TTpb3tMvySru1vNLOltfZYcsz7c7yTjss' +
    'r7RDyyPt3vJKOyyvs2M18ko7LO9pV8sr7d7yOjvbyPPscE2eZ6e1NVZ2gGwN0o6WZ9rR8pZ2yjOyPE+wogfmilwit1gRq42l4S1grgKNoPN/',
} as const;
