#include "sandbox_media.h"

#include <png.h>
#include <stdlib.h>
#include <string.h>
#include <turbojpeg.h>
#include <webp/decode.h>
#include <webp/encode.h>

/// Inputs with more pixels than this are refused before memory is taken for them.
static const int64_t largest_picture = 64LL * 1024 * 1024;

void sandbox_release(uint8_t *buffer) {
    free(buffer);
}

uint8_t *sandbox_encode_png(const uint8_t *rgb, int width, int height, size_t *size) {
    png_image image;
    memset(&image, 0, sizeof image);
    image.version = PNG_IMAGE_VERSION;
    image.width = (png_uint_32)width;
    image.height = (png_uint_32)height;
    image.format = PNG_FORMAT_RGB;
    image.flags = PNG_IMAGE_FLAG_FAST;
    png_alloc_size_t length = PNG_IMAGE_PNG_SIZE_MAX(image);
    uint8_t *buffer = malloc(length);
    if (!buffer) return NULL;
    if (!png_image_write_to_memory(&image, buffer, &length, 0, rgb, 0, NULL)) {
        free(buffer);
        return NULL;
    }
    uint8_t *shrunk = realloc(buffer, length);
    *size = length;
    return shrunk ? shrunk : buffer;
}

uint8_t *sandbox_encode_jpeg(const uint8_t *rgb, int width, int height, int quality, size_t *size) {
    tjhandle handle = tjInitCompress();
    if (!handle) return NULL;
    unsigned char *compressed = NULL;
    unsigned long length = 0;
    int failed = tjCompress2(handle, rgb, width, 0, height, TJPF_RGB, &compressed, &length, TJSAMP_420, quality, 0);
    uint8_t *copy = failed ? NULL : malloc(length);
    if (copy) memcpy(copy, compressed, length);
    *size = length;
    tjFree(compressed);
    tjDestroy(handle);
    return copy;
}

uint8_t *sandbox_encode_webp(const uint8_t *rgb, int width, int height, size_t *size) {
    uint8_t *encoded = NULL;
    size_t length = WebPEncodeRGB(rgb, width, height, width * 3, 80, &encoded);
    uint8_t *copy = length ? malloc(length) : NULL;
    if (copy) memcpy(copy, encoded, length);
    *size = length;
    WebPFree(encoded);
    return copy;
}

static uint8_t *decode_png(const uint8_t *bytes, size_t size, int *width, int *height) {
    png_image image;
    memset(&image, 0, sizeof image);
    image.version = PNG_IMAGE_VERSION;
    if (!png_image_begin_read_from_memory(&image, bytes, size)) return NULL;
    image.format = PNG_FORMAT_RGB;
    uint8_t *buffer = NULL;
    if ((int64_t)image.width * image.height <= largest_picture) buffer = malloc(PNG_IMAGE_SIZE(image));
    png_color background = {255, 255, 255};
    if (buffer && png_image_finish_read(&image, &background, buffer, 0, NULL)) {
        *width = (int)image.width;
        *height = (int)image.height;
        return buffer;
    }
    png_image_free(&image);
    free(buffer);
    return NULL;
}

static uint8_t *decode_jpeg(const uint8_t *bytes, size_t size, int *width, int *height) {
    tjhandle handle = tjInitDecompress();
    if (!handle) return NULL;
    int subsampling = 0, colorspace = 0;
    uint8_t *buffer = NULL;
    int bad = tjDecompressHeader3(handle, bytes, size, width, height, &subsampling, &colorspace);
    if (!bad && (int64_t)*width * *height <= largest_picture) buffer = malloc((size_t)*width * *height * 3);
    if (buffer && tjDecompress2(handle, bytes, size, buffer, *width, 0, *height, TJPF_RGB, 0)) {
        free(buffer);
        buffer = NULL;
    }
    tjDestroy(handle);
    return buffer;
}

static uint8_t *decode_webp(const uint8_t *bytes, size_t size, int *width, int *height) {
    if (!WebPGetInfo(bytes, size, width, height) || (int64_t)*width * *height > largest_picture) return NULL;
    uint8_t *decoded = WebPDecodeRGB(bytes, size, width, height);
    if (!decoded) return NULL;
    size_t length = (size_t)*width * *height * 3;
    uint8_t *copy = malloc(length);
    if (copy) memcpy(copy, decoded, length);
    WebPFree(decoded);
    return copy;
}

uint8_t *sandbox_decode(const uint8_t *bytes, size_t size, int *width, int *height) {
    if (size < 12) return NULL;
    if (!memcmp(bytes, "\x89PNG", 4)) return decode_png(bytes, size, width, height);
    if (bytes[0] == 0xFF && bytes[1] == 0xD8) return decode_jpeg(bytes, size, width, height);
    if (!memcmp(bytes, "RIFF", 4) && !memcmp(bytes + 8, "WEBP", 4)) return decode_webp(bytes, size, width, height);
    return NULL;
}
