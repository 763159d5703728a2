#include <sqlite3.h>
#if __has_include(<malloc.h>)
#include <malloc.h>
#endif

/// Tells SQLite not to count what it allocates, for which all threads would wait for one lock.
///
/// sqlite3_config() takes variadic arguments, which Swift can't pass. It must come before anything else is asked of SQLite.
static inline int carnet_sqlite_leave_memory_uncounted(void) {
    return sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
}

/// Lets the system's allocator keep at most so many heaps, where it is glibc's.
///
/// Swift doesn't see <malloc.h>.
static inline void carnet_keep_heaps(int count) {
#ifdef M_ARENA_MAX
    mallopt(M_ARENA_MAX, count);
#endif
}
