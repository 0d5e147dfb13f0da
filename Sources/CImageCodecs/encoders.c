#include <png.h>
#include <setjmp.h>
#include <sixel/sixel.h>
#include <stdlib.h>
#include <string.h>
#include <turbojpeg.h>

#include "CImageCodecs.h"

/// Grows as it is written to; `bytes` is NULL after memory ran out.
typedef struct sink {
    uint8_t *bytes;
    size_t count, capacity;
} sink;

static bool sink_add(sink *s, const void *bytes, size_t count) {
    if (!s->bytes) return false;
    if (s->capacity - s->count < count) {
        size_t capacity = (s->count + count) * 2;
        uint8_t *grown = realloc(s->bytes, capacity);
        if (!grown) {
            free(s->bytes);
            s->bytes = NULL;
            return false;
        }
        s->bytes = grown;
        s->capacity = capacity;
    }
    memcpy(s->bytes + s->count, bytes, count);
    s->count += count;
    return true;
}

static sink sink_open(void) { return (sink){.bytes = malloc(1 << 16), .count = 0, .capacity = 1 << 16}; }

void cic_release(uint8_t *encoded) { free(encoded); }

static void write_png(png_structp png, png_bytep bytes, png_size_t count) {
    if (!sink_add(png_get_io_ptr(png), bytes, count)) png_error(png, "memory");
}

static void flush_png(png_structp png) { (void)png; }

static void ignore_warning(png_structp png, png_const_charp message) {
    (void)png;
    (void)message;
}

static void jump_back(png_structp png, png_const_charp message) {
    (void)message;
    png_longjmp(png, 1);
}

uint8_t *cic_encode_png(const uint8_t *rgba, uint32_t width, uint32_t height, size_t *count) {
    sink out = sink_open();
    png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, NULL, jump_back, ignore_warning);
    png_infop info = png ? png_create_info_struct(png) : NULL;
    if (!info || setjmp(png_jmpbuf(png))) {
        png_destroy_write_struct(&png, &info);
        free(out.bytes);
        return NULL;
    }
    png_set_write_fn(png, &out, write_png, flush_png);
    png_set_IHDR(png, info, width, height, 8, PNG_COLOR_TYPE_RGB_ALPHA, PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_DEFAULT,
                 PNG_FILTER_TYPE_DEFAULT);
    // For one look on this screen: fast rather than small.
    png_set_compression_level(png, 2);
    png_set_filter(png, 0, PNG_FILTER_SUB);
    png_write_info(png, info);
    for (uint32_t y = 0; y < height; y++) png_write_row(png, rgba + (size_t)y * width * 4);
    png_write_end(png, info);
    png_destroy_write_struct(&png, &info);
    *count = out.count;
    return out.bytes;
}

static int write_sixel(char *bytes, int count, void *context) {
    return count >= 0 && sink_add(context, bytes, (size_t)count) ? 0 : -1;
}

uint8_t *cic_encode_sixel(const uint8_t *rgba, uint32_t width, uint32_t height, size_t *count) {
    size_t pixels = (size_t)width * height;
    if (pixels == 0 || width > SIXEL_WIDTH_LIMIT || height > SIXEL_HEIGHT_LIMIT) return NULL;
    sink out = sink_open();
    unsigned char *rgb = malloc(pixels * 3);
    sixel_output_t *output = NULL;
    sixel_dither_t *dither = NULL;
    bool ok = false;
    if (out.bytes && rgb) {
        for (size_t i = 0; i < pixels; i++) memcpy(rgb + i * 3, rgba + i * 4, 3);
        ok = SIXEL_SUCCEEDED(sixel_output_new(&output, write_sixel, &out, NULL)) &&
             SIXEL_SUCCEEDED(sixel_dither_new(&dither, 256, NULL)) &&
             SIXEL_SUCCEEDED(sixel_dither_initialize(dither, rgb, (int)width, (int)height, SIXEL_PIXELFORMAT_RGB888,
                                                     SIXEL_LARGE_AUTO, SIXEL_REP_AUTO, SIXEL_QUALITY_LOW)) &&
             SIXEL_SUCCEEDED(sixel_encode(rgb, (int)width, (int)height, 3, dither, output));
    }
    if (dither) sixel_dither_unref(dither);
    if (output) sixel_output_unref(output);
    free(rgb);
    if (!ok) {
        free(out.bytes);
        return NULL;
    }
    *count = out.count;
    return out.bytes;
}

static uint8_t on_white(uint8_t value, uint8_t alpha) { return (uint8_t)((value * alpha + 255 * (255 - alpha) + 127) / 255); }

uint8_t *cic_encode_jpeg(const uint8_t *rgba, uint32_t width, uint32_t height, int quality, size_t *count) {
    size_t pixels = (size_t)width * height;
    uint8_t *opaque = malloc(pixels * 3);
    if (!opaque) return NULL;
    for (size_t i = 0; i < pixels; i++) {
        for (size_t c = 0; c < 3; c++) opaque[i * 3 + c] = on_white(rgba[i * 4 + c], rgba[i * 4 + 3]);
    }
    uint8_t *result = NULL;
    unsigned long size = tjBufSize((int)width, (int)height, TJSAMP_420);
    // Its own buffer: what turbojpeg allocates may not be given to free().
    uint8_t *buffer = malloc(size);
    tjhandle handle = tjInitCompress();
    if (buffer && handle
        && tjCompress2(handle, opaque, (int)width, 0, (int)height, TJPF_RGB, &buffer, &size, TJSAMP_420, quality,
                       TJFLAG_NOREALLOC)
            == 0) {
        result = buffer;
        buffer = NULL;
        *count = size;
    }
    if (handle) tjDestroy(handle);
    free(buffer);
    free(opaque);
    return result;
}
