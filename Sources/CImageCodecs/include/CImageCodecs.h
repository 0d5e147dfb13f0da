#ifndef EASEL_CIMAGECODECS_H
#define EASEL_CIMAGECODECS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef enum cic_format {
    CIC_FORMAT_UNKNOWN = 0,
    CIC_FORMAT_PNG = 1,
    CIC_FORMAT_JPEG = 2,
    CIC_FORMAT_WEBP = 3,
    CIC_FORMAT_GIF = 4,
} cic_format;

typedef enum cic_status {
    CIC_OK = 0,
    /// The first bytes are those of no format this knows.
    CIC_UNKNOWN_FORMAT = 1,
    /// The bytes break the format's rules, or end too early.
    CIC_CORRUPT = 2,
    /// More pixels, or more memory while decoding, than the limits allow.
    CIC_TOO_LARGE = 3,
    CIC_NO_MEMORY = 4,
    CIC_CANCELLED = 5,
} cic_status;

typedef struct cic_info {
    cic_format format;
    uint32_t width, height;
} cic_info;

typedef struct cic_limits {
    /// Pixels of the source picture.
    uint64_t pixels;
    /// Bytes a decoder may hold at once beside the input and the output.
    uint64_t working_bytes;
    /// Asked now and then, on the calling thread; may be NULL.
    bool (*cancelled)(void);
} cic_limits;

/// Format and size from the header alone; the rest may still be corrupt.
cic_status cic_probe(const uint8_t *bytes, size_t count, cic_info *info);

/// Decodes the first picture in `bytes` to `width` x `height` pixels of RGBA, 8 bits each, not premultiplied, into `pixels`
/// (4 * width * height bytes). The size must be at most the picture's own, as `cic_probe` gave it, and not zero.
/// On any other status than CIC_OK the contents of `pixels` mean nothing.
cic_status cic_decode(const uint8_t *bytes, size_t count, uint32_t width, uint32_t height, const cic_limits *limits,
                      uint8_t *pixels);

/// Encodes `width` x `height` pixels of RGBA as a PNG file. Release the result, which is NULL when memory ran out.
uint8_t *cic_encode_png(const uint8_t *rgba, uint32_t width, uint32_t height, size_t *count);

/// Encodes `width` x `height` pixels of RGBA as a JPEG file of a quality from 1 to 100; transparent pixels lie on white. Release
/// the result, which is NULL when it could not be made.
uint8_t *cic_encode_jpeg(const uint8_t *rgba, uint32_t width, uint32_t height, int quality, size_t *count);

/// Encodes opaque pixels of RGBA as a sixel sequence of at most 256 colours, dithered. Release the result, which is NULL
/// when it could not be made.
uint8_t *cic_encode_sixel(const uint8_t *rgba, uint32_t width, uint32_t height, size_t *count);

void cic_release(uint8_t *encoded);

#endif
