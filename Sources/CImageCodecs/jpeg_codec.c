#include <stdlib.h>
#include <string.h>
#include <turbojpeg.h>

#include "codecs_internal.h"

enum { largest_progressive_bytes_per_pixel = 6 };

/// Walks the markers before the first scan. Progressive files make libjpeg keep every coefficient of the picture.
static bool is_progressive(const source *s) {
    size_t at = 2;
    while (at + 4 <= s->count && s->bytes[at] == 0xff) {
        uint8_t marker = s->bytes[at + 1];
        if (marker == 0xff) {
            at++;
            continue;
        }
        if (marker == 0xc2 || marker == 0xca) return true;
        if (marker == 0xc0 || marker == 0xc1 || marker == 0xda) return false;
        at += 2 + ((size_t)s->bytes[at + 2] << 8 | s->bytes[at + 3]);
    }
    return false;
}

static cic_status read_header(const source *s, tjhandle handle, int *width, int *height, int *colorspace) {
    int subsampling;
    if (s->count > UINT32_MAX) return CIC_TOO_LARGE;
    int result = tjDecompressHeader3(handle, s->bytes, (unsigned long)s->count, width, height, &subsampling, colorspace);
    if (result != 0 && tjGetErrorCode(handle) != TJERR_WARNING) return CIC_CORRUPT;
    return *width > 0 && *height > 0 ? CIC_OK : CIC_CORRUPT;
}

cic_status probe_jpeg(source *s) {
    s->info.format = CIC_FORMAT_JPEG;
    tjhandle handle = tjInitDecompress();
    if (!handle) return CIC_NO_MEMORY;
    int width = 0, height = 0, colorspace = 0;
    cic_status status = read_header(s, handle, &width, &height, &colorspace);
    tjDestroy(handle);
    if (status != CIC_OK) return status;
    s->info.width = (uint32_t)width;
    s->info.height = (uint32_t)height;
    return CIC_OK;
}

/// The smallest size the DCT can produce that is not smaller than what is wanted.
static tjscalingfactor smallest_scale(const source *s, uint32_t width, uint32_t height) {
    int count = 0;
    tjscalingfactor best = {1, 1};
    const tjscalingfactor *all = tjGetScalingFactors(&count);
    for (int i = 0; all && i < count; i++) {
        bool covers = TJSCALED((int)s->info.width, all[i]) >= (int)width && TJSCALED((int)s->info.height, all[i]) >= (int)height;
        if (covers && all[i].num * best.denom < best.num * all[i].denom) best = all[i];
    }
    return best;
}

static void cmyk_to_rgba(uint8_t *row, int width) {
    for (int x = 0; x < width; x++) {
        uint8_t *p = row + (size_t)x * 4;
        uint32_t black = p[3];
        // Adobe writes CMYK inverted, and every such file is Adobe's.
        for (int channel = 0; channel < 3; channel++) p[channel] = (uint8_t)(p[channel] * black / 255);
        p[3] = 0xff;
    }
}

static cic_status decompress(const source *s, tjhandle handle, uint8_t *buffer, int width, int height, bool cmyk) {
    int result = tjDecompress2(handle, s->bytes, (unsigned long)s->count, buffer, width, width * 4, height,
                               cmyk ? TJPF_CMYK : TJPF_RGBA, TJFLAG_LIMITSCANS);
    if (result == 0) return CIC_OK;
    // Many cameras' files earn warnings and look right; a file that ends early does not.
    if (tjGetErrorCode(handle) != TJERR_WARNING) return CIC_CORRUPT;
    return strstr(tjGetErrorStr2(handle), "remature end") ? CIC_CORRUPT : CIC_OK;
}

static cic_status decode_scaled(const source *s, tjhandle handle, uint8_t *buffer, tjscalingfactor scale, shrinker *shrink) {
    int width = TJSCALED((int)s->info.width, scale), height = TJSCALED((int)s->info.height, scale);
    int full_width, full_height, colorspace;
    cic_status status = read_header(s, handle, &full_width, &full_height, &colorspace);
    if (status != CIC_OK) return status;
    bool cmyk = colorspace == TJCS_CMYK || colorspace == TJCS_YCCK;
    status = decompress(s, handle, buffer, width, height, cmyk);
    if (status != CIC_OK) return status;
    for (int y = 0; y < height; y++) {
        uint8_t *row = buffer + (size_t)y * (size_t)width * 4;
        if (cmyk) cmyk_to_rgba(row, width);
        shrinker_add(shrink, row);
    }
    return is_cancelled(s) ? CIC_CANCELLED : CIC_OK;
}

cic_status decode_jpeg(const source *s, uint32_t width, uint32_t height, uint8_t *pixels) {
    tjscalingfactor scale = smallest_scale(s, width, height);
    uint32_t scaled_width = (uint32_t)TJSCALED((int)s->info.width, scale);
    uint32_t scaled_height = (uint32_t)TJSCALED((int)s->info.height, scale);
    uint64_t bytes = (uint64_t)scaled_width * scaled_height * 4;
    uint64_t coefficients = (uint64_t)s->info.width * s->info.height * largest_progressive_bytes_per_pixel;
    if (!fits_memory(s, bytes + (is_progressive(s) ? coefficients : 0))) return CIC_TOO_LARGE;
    shrinker shrink;
    cic_status status = shrinker_start(&shrink, scaled_width, scaled_height, width, height, pixels);
    if (status != CIC_OK) return status;
    uint8_t *buffer = malloc(bytes);
    tjhandle handle = tjInitDecompress();
    status = buffer && handle ? decode_scaled(s, handle, buffer, scale, &shrink) : CIC_NO_MEMORY;
    if (handle) tjDestroy(handle);
    free(buffer);
    shrinker_end(&shrink);
    return status;
}
