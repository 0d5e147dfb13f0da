#include <string.h>

#include "codecs_internal.h"

static bool starts_with(const source *s, size_t offset, const char *magic, size_t length) {
    return s->count >= offset + length && memcmp(s->bytes + offset, magic, length) == 0;
}

static cic_status probe(source *s) {
    if (starts_with(s, 0, "\x89PNG\r\n\x1a\n", 8)) return probe_png(s);
    if (starts_with(s, 0, "\xff\xd8\xff", 3)) return probe_jpeg(s);
    if (starts_with(s, 0, "RIFF", 4) && starts_with(s, 8, "WEBP", 4)) return probe_webp(s);
    if (starts_with(s, 0, "GIF87a", 6) || starts_with(s, 0, "GIF89a", 6)) return probe_gif(s);
    return CIC_UNKNOWN_FORMAT;
}

cic_status cic_probe(const uint8_t *bytes, size_t count, cic_info *info) {
    source s = {.bytes = bytes, .count = count};
    cic_status status = probe(&s);
    if (status == CIC_OK && (s.info.width == 0 || s.info.height == 0)) status = CIC_CORRUPT;
    *info = s.info;
    return status;
}

cic_status cic_decode(const uint8_t *bytes, size_t count, uint32_t width, uint32_t height, const cic_limits *limits,
                      uint8_t *pixels) {
    source s = {.bytes = bytes, .count = count, .limits = limits};
    cic_status status = cic_probe(bytes, count, &s.info);
    if (status != CIC_OK) return status;
    if (width == 0 || height == 0 || width > s.info.width || height > s.info.height) return CIC_CORRUPT;
    if ((uint64_t)s.info.width * s.info.height > limits->pixels) return CIC_TOO_LARGE;
    if (is_cancelled(&s)) return CIC_CANCELLED;
    switch (s.info.format) {
    case CIC_FORMAT_PNG: return decode_png(&s, width, height, pixels);
    case CIC_FORMAT_JPEG: return decode_jpeg(&s, width, height, pixels);
    case CIC_FORMAT_WEBP: return decode_webp(&s, width, height, pixels);
    case CIC_FORMAT_GIF: return decode_gif(&s, width, height, pixels);
    case CIC_FORMAT_UNKNOWN: break;
    }
    return CIC_UNKNOWN_FORMAT;
}
