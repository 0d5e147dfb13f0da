#include <string.h>
#include <webp/decode.h>

#include "codecs_internal.h"

static uint32_t little_endian(const uint8_t *p) {
    return p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16 | (uint32_t)p[3] << 24;
}

/// The picture of the first animation frame, which libwebp decodes only without the container around it.
static bool first_frame(const source *s, const uint8_t **bytes, size_t *count) {
    enum { frame_header = 16 };
    size_t at = 12;
    while (at + 8 <= s->count) {
        size_t size = little_endian(s->bytes + at + 4);
        size_t available = s->count - at - 8;
        if (memcmp(s->bytes + at, "ANMF", 4) == 0) {
            if (size > available) size = available;
            if (size <= frame_header) return false;
            *bytes = s->bytes + at + 8 + frame_header;
            *count = size - frame_header;
            return true;
        }
        if (size > available) return false;
        at += 8 + size + (size & 1);
    }
    return false;
}

static cic_status features(const source *s, const uint8_t **bytes, size_t *count, WebPBitstreamFeatures *found) {
    *bytes = s->bytes;
    *count = s->count;
    if (WebPGetFeatures(*bytes, *count, found) != VP8_STATUS_OK) return CIC_CORRUPT;
    if (!found->has_animation) return CIC_OK;
    if (!first_frame(s, bytes, count)) return CIC_CORRUPT;
    return WebPGetFeatures(*bytes, *count, found) == VP8_STATUS_OK ? CIC_OK : CIC_CORRUPT;
}

cic_status probe_webp(source *s) {
    s->info.format = CIC_FORMAT_WEBP;
    const uint8_t *bytes;
    size_t count;
    WebPBitstreamFeatures found;
    cic_status status = features(s, &bytes, &count, &found);
    if (status != CIC_OK) return status;
    s->info.width = (uint32_t)found.width;
    s->info.height = (uint32_t)found.height;
    return CIC_OK;
}

static cic_status status_of(VP8StatusCode code) {
    switch (code) {
    case VP8_STATUS_OK: return CIC_OK;
    case VP8_STATUS_OUT_OF_MEMORY: return CIC_NO_MEMORY;
    case VP8_STATUS_USER_ABORT: return CIC_CANCELLED;
    default: return CIC_CORRUPT;
    }
}

cic_status decode_webp(const source *s, uint32_t width, uint32_t height, uint8_t *pixels) {
    const uint8_t *bytes;
    size_t count;
    WebPDecoderConfig config;
    if (!WebPInitDecoderConfig(&config)) return CIC_NO_MEMORY;
    cic_status status = features(s, &bytes, &count, &config.input);
    if (status != CIC_OK) return status;
    // Lossless pictures and alpha planes are held whole; lossy ones go by in rows.
    uint64_t source_pixels = (uint64_t)s->info.width * s->info.height;
    bool lossy = config.input.format == 1;
    if (!fits_memory(s, lossy ? source_pixels : source_pixels * 4)) return CIC_TOO_LARGE;
    config.options.use_scaling = width != s->info.width || height != s->info.height;
    config.options.scaled_width = (int)width;
    config.options.scaled_height = (int)height;
    config.output.colorspace = MODE_RGBA;
    config.output.is_external_memory = 1;
    config.output.u.RGBA.rgba = pixels;
    config.output.u.RGBA.stride = (int)width * 4;
    config.output.u.RGBA.size = (size_t)width * height * 4;
    status = status_of(WebPDecode(bytes, count, &config));
    WebPFreeDecBuffer(&config.output);
    return status == CIC_OK && is_cancelled(s) ? CIC_CANCELLED : status;
}
