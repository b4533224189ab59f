/* A file as a store: the events of the host, one on a line, each after the name of what it belongs to.
 * The file is locked from its opening to its closing: all that a run reads, decides and writes is one
 * transaction, so no two writers decide on the same state, and nothing begins beside an undeploying. A
 * database would compare revisions instead. */
#ifndef STORE_H
#define STORE_H

#include <stdbool.h>
#include <visavis.h>

struct store {
    int file;
    const char *path;
    /* What stood in the file when it was opened. */
    char *text;
    /* Where the next event goes. */
    size_t length;
};

/* Opens a store, or makes an empty one. Each of these is false where the file cannot be used. */
bool store_open(struct store *store, const char *path);
/* Adds the events of a change. An event that a crash cuts off is dropped when the file is opened again. */
bool store_add(struct store *store, const char *name, const vv_events *events);
/* The same, without anything that belongs to `forgotten`: both or neither. */
bool store_purge(struct store *store, const char *forgotten, const char *name,
                 const vv_events *events);
void store_close(struct store *store);

/* The events that belong to something, in their order; the caller frees the array. */
vv_text *store_events(const struct store *store, const char *name, size_t *count);

/* A whole file as a text that the caller frees; null where it cannot be read. */
char *read_file(int file, size_t *length);

#endif
