#ifndef SANDBOX_MEDIA_H
#define SANDBOX_MEDIA_H

#include <stddef.h>
#include <stdint.h>

/// What a picture shows. Equal scenes give equal pixels.
typedef struct {
    uint64_t seed;
    int width;
    int height;
    /// Seconds into the clip; 0 for a still.
    double seconds;
} sandbox_scene;

/// Paints a landscape into `rgb`, which holds width * height * 3 bytes. Returns 0, or -1 when memory is short.
int sandbox_paint(const sandbox_scene *scene, uint8_t *rgb);

/// Encoders: a new buffer of `*size` bytes to be given to sandbox_release, or NULL when encoding failed.
uint8_t *sandbox_encode_png(const uint8_t *rgb, int width, int height, size_t *size);
uint8_t *sandbox_encode_jpeg(const uint8_t *rgb, int width, int height, int quality, size_t *size);
uint8_t *sandbox_encode_webp(const uint8_t *rgb, int width, int height, size_t *size);

/// Decodes a whole PNG, JPEG or WebP into RGB, or returns NULL when it is none or is damaged.
uint8_t *sandbox_decode(const uint8_t *bytes, size_t size, int *width, int *height);

/// What a sound plays. Equal descriptions give equal samples.
typedef struct {
    uint64_t seed;
    /// Samples, of one channel.
    int64_t count;
    /// Samples per second.
    int rate;
    /// 0 for a tune, else a babbling voice.
    int spoken;
} sandbox_sound;

/// Fills `samples`, which holds `count` values. Returns 0, or -1 when memory is short.
int sandbox_compose(const sandbox_sound *sound, int16_t *samples);

/// One channel as constant-rate MP3; `rate` is one of MPEG 1, 2 or 2.5 (8000 to 48000). Releases and failures as above.
uint8_t *sandbox_encode_mp3(const int16_t *samples, int64_t count, int rate, int kilobits, size_t *size);

void sandbox_release(uint8_t *buffer);

#endif
