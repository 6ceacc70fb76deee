/** How a body is shown. */
export type MediaKind = 'none' | 'text' | 'json' | 'xml' | 'form' | 'multipart' | 'data' | 'media';

/** The media types that Wireshark shows as text, as JSON and as XML: all others are only named. */
const TEXT = new Set([
  'text/plain',
  'text/html',
  'text/css',
  'text/javascript',
  'text/richtext',
  'text/enriched',
  'text/parameters',
  'text/xml-external-parsed-entity',
  'text/vnd.sun.j2me.app-descriptor',
  'application/x-javascript',
  'application/xml-external-parsed-entity',
  'application/x-ns-proxy-autoconfig',
  'application/vnd.poc.refer-to',
  'application/vnd.drm.message',
  'application/x-tia-p25-issi',
  'application/x-tia-p25-sndcp',
]);

const JSON_TYPES = new Set([
  'application/json',
  'application/jsonrequest',
  'application/json-rpc',
  'application/senml+json',
  'application/sensml+json',
  'application/dds-web+json',
  'application/json-patch+json',
  'application/merge-patch+json',
  'application/problem+json',
  'application/vnd.oma.lwm2m+json',
  'application/x-ndjson',
]);

const XML = new Set([
  'text/xml',
  'text/vnd.wap.wml',
  'text/vnd.wap.si',
  'image/svg+xml',
  'message/imdn+xml',
  'application/xml',
  'application/xml-dtd',
  'application/atom+xml',
  'application/rss+xml',
  'application/soap+xml',
  'application/rdf+xml',
  'application/mathml+xml',
  'application/xslt+xml',
  'application/pidf+xml',
  'application/reginfo+xml',
  'application/xcap-diff+xml',
  'application/x-wms-logconnectstats',
  'application/x-wms-logplaystats',
]);

/** The type of a Content-Type field (RFC 9110, section 8.3) without its parameters, in lower case; '' where absent. */
export function mediaTypeOf(contentType: string | undefined): string {
  const type = contentType?.split(';', 1)[0] ?? '';
  return type.trim().toLowerCase();
}

/** @param mediaType in lower case */
export function mediaKind(mediaType: string): MediaKind {
  if (mediaType === '') return 'none';
  if (TEXT.has(mediaType)) return 'text';
  if (JSON_TYPES.has(mediaType)) return 'json';
  if (XML.has(mediaType)) return 'xml';
  if (mediaType === 'application/x-www-form-urlencoded') return 'form';
  if (mediaType === 'application/octet-stream') return 'data';
  return mediaType.startsWith('multipart/') ? 'multipart' : 'media';
}
