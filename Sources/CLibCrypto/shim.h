// OpenSSL's EVP interface (libssl-dev): signing with RSA, and SHA-256 in pieces, so that a file of any size is hashed as it
// passes.
#ifndef EASEL_CLIBCRYPTO_SHIM_H
#define EASEL_CLIBCRYPTO_SHIM_H

#include <openssl/evp.h>
#include <openssl/rsa.h>
#include <openssl/x509.h>
#include <stddef.h>

typedef struct evp_md_ctx_st *easel_sha256;

enum { EASEL_SHA256_BYTES = 32 };

// A running digest, or NULL when the library refuses.
static inline easel_sha256 easel_sha256_new(void) {
    EVP_MD_CTX *context = EVP_MD_CTX_new();
    if (context != NULL && EVP_DigestInit_ex(context, EVP_sha256(), NULL) != 1) {
        EVP_MD_CTX_free(context);
        return NULL;
    }
    return context;
}

// 1 on success.
static inline int easel_sha256_update(easel_sha256 digest, const void *bytes, size_t count) {
    return EVP_DigestUpdate(digest, bytes, count);
}

// Writes EASEL_SHA256_BYTES bytes; 1 on success. The digest takes no more afterwards.
static inline int easel_sha256_finish(easel_sha256 digest, unsigned char *output) {
    return EVP_DigestFinal_ex(digest, output, NULL);
}

static inline void easel_sha256_free(easel_sha256 digest) { EVP_MD_CTX_free(digest); }

#endif
