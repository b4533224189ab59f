#include "store.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

char *read_file(int file, size_t *length)
{
    size_t room = 4096;
    char *text = malloc(room);

    *length = 0;
    while (text != NULL) {
        ssize_t got = read(file, text + *length, room - *length - 1);
        char *larger;

        if (got < 0) {
            break;
        }
        *length += (size_t)got;
        text[*length] = '\0';
        if (got == 0) {
            return text;
        }
        if (*length + 1 == room) {
            room *= 2;
            larger = realloc(text, room);
            if (larger == NULL) {
                break;
            }
            text = larger;
        }
    }
    free(text);
    return NULL;
}

/* Opens and locks a file. While one waits for the lock, another may have put a new file in its place. */
static int open_locked(const char *path)
{
    struct stat opened, there;

    for (;;) {
        int file = open(path, O_RDWR | O_CREAT, 0600);

        if (file < 0 || flock(file, LOCK_EX) != 0 || fstat(file, &opened) != 0) {
            return -1;
        }
        if (stat(path, &there) == 0 && there.st_ino == opened.st_ino) {
            return file;
        }
        close(file);
    }
}

bool store_open(struct store *store, const char *path)
{
    char *end;

    memset(store, 0, sizeof *store);
    store->path = path;
    store->file = open_locked(path);
    if (store->file < 0) {
        return false;
    }
    store->text = read_file(store->file, &store->length);
    if (store->text == NULL) {
        return false;
    }
    /* A last line without its end was never finished. */
    end = strrchr(store->text, '\n');
    store->length = end == NULL ? 0 : (size_t)(end + 1 - store->text);
    store->text[store->length] = '\0';
    return ftruncate(store->file, (off_t)store->length) == 0;
}

/* Events as lines that the caller frees; null where there is no memory left. */
static char *lines_of(const char *name, const vv_events *events, size_t *length)
{
    size_t place, room = 1;
    char *lines;

    for (place = 0; place < vv_events_count(events); place++) {
        room += strlen(name) + 2 + vv_events_get(events, place).length;
    }
    lines = malloc(room);
    *length = 0;
    for (place = 0; lines != NULL && place < vv_events_count(events); place++) {
        vv_text event = vv_events_get(events, place);

        memcpy(lines + *length, name, strlen(name));
        *length += strlen(name);
        lines[(*length)++] = ' ';
        memcpy(lines + *length, event.data, event.length);
        *length += event.length;
        lines[(*length)++] = '\n';
    }
    return lines;
}

static bool write_all(int file, const char *text, size_t length)
{
    return write(file, text, length) == (ssize_t)length && fsync(file) == 0;
}

bool store_add(struct store *store, const char *name, const vv_events *events)
{
    size_t length;
    char *lines = lines_of(name, events, &length);
    bool written = lines != NULL && lseek(store->file, (off_t)store->length, SEEK_SET) >= 0 &&
                   write_all(store->file, lines, length);

    free(lines);
    store->length += written ? length : 0;
    return written;
}

static bool belongs_to(const char *line, const char *name)
{
    size_t length = strlen(name);

    return strncmp(line, name, length) == 0 && line[length] == ' ';
}

bool store_purge(struct store *store, const char *forgotten, const char *name,
                 const vv_events *events)
{
    size_t added, length = 0;
    char *lines = lines_of(name, events, &added);
    char *text = malloc(store->length + added + 1);
    char *path = malloc(strlen(store->path) + sizeof ".new");
    const char *line = store->text;
    bool written = lines != NULL && text != NULL && path != NULL;
    int file;

    while (written && *line != '\0') {
        const char *next = strchr(line, '\n') + 1;

        if (!belongs_to(line, forgotten)) {
            memcpy(text + length, line, (size_t)(next - line));
            length += (size_t)(next - line);
        }
        line = next;
    }
    if (written) {
        memcpy(text + length, lines, added);
        sprintf(path, "%s.new", store->path);
        /* Whoever opens the file meets the old one or the new one, and never half of it. */
        file = open(path, O_RDWR | O_CREAT | O_TRUNC, 0600);
        written = file >= 0 && write_all(file, text, length + added) &&
                  rename(path, store->path) == 0;
        if (file >= 0) {
            close(file);
        }
    }
    free(lines);
    free(text);
    free(path);
    return written;
}

void store_close(struct store *store)
{
    free(store->text);
    if (store->file >= 0) {
        close(store->file);
    }
}

vv_text *store_events(const struct store *store, const char *name, size_t *count)
{
    const char *line = store->text;
    size_t lines = 0;
    vv_text *events;
    const char *byte;

    *count = 0;
    for (byte = store->text; *byte != '\0'; byte++) {
        lines += *byte == '\n';
    }
    events = calloc(lines + 1, sizeof *events);
    while (events != NULL && *line != '\0') {
        const char *end = strchr(line, '\n');
        size_t prefix = strlen(name) + 1;

        if (belongs_to(line, name)) {
            events[*count].data = line + prefix;
            events[*count].length = (size_t)(end - line) - prefix;
            *count += 1;
        }
        line = end + 1;
    }
    return events;
}
