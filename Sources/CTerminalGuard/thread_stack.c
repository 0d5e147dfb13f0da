#define _GNU_SOURCE
#include <pthread.h>
#include <signal.h>
#include <sys/mman.h>
#include <unistd.h>

#include "CTerminalGuard.h"

// Swift's backtracer runs on this stack too, when the crash came through our handler.
enum { stack_size = 128 * 1024 };

static pthread_key_t stack_key;
static pthread_once_t key_once = PTHREAD_ONCE_INIT;
static _Thread_local bool prepared;

static void drop_stack(void *memory) {
    stack_t off = {.ss_flags = SS_DISABLE};
    sigaltstack(&off, NULL);
    munmap(memory, stack_size);
}

static void make_key(void) { pthread_key_create(&stack_key, drop_stack); }

void tg_prepare_thread(void) {
    if (prepared) return;
    prepared = true;
    stack_t present;
    if (sigaltstack(NULL, &present) == 0 && !(present.ss_flags & SS_DISABLE)) return;
    pthread_once(&key_once, make_key);
    void *memory = mmap(NULL, stack_size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_STACK, -1, 0);
    if (memory == MAP_FAILED) return;
    stack_t stack = {.ss_sp = memory, .ss_size = stack_size};
    if (sigaltstack(&stack, NULL) != 0) {
        munmap(memory, stack_size);
        return;
    }
    pthread_setspecific(stack_key, memory);
}
