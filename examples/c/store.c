#include "store.h"

#include <fcntl.h>
#include <stdlib.h>
#include <sys/file.h>
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

bool store_open(struct store *store, const char *path)
{
    char *end;

    memset(store, 0, sizeof *store);
    store->file = open(path, O_RDWR | O_CREAT, 0600);
    if (store->file < 0 || flock(store->file, LOCK_EX) != 0) {
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

bool store_add(struct store *store, const char *name, const vv_events *events)
{
    size_t place, length = 0;
    bool written;
    char *lines;

    for (place = 0; place < vv_events_count(events); place++) {
        length += strlen(name) + 2 + vv_events_get(events, place).length;
    }
    lines = malloc(length + 1);
    if (lines == NULL) {
        return false;
    }
    length = 0;
    for (place = 0; place < vv_events_count(events); place++) {
        vv_text event = vv_events_get(events, place);

        memcpy(lines + length, name, strlen(name));
        length += strlen(name);
        lines[length++] = ' ';
        memcpy(lines + length, event.data, event.length);
        length += event.length;
        lines[length++] = '\n';
    }
    written = lseek(store->file, (off_t)store->length, SEEK_SET) >= 0 &&
              write(store->file, lines, length) == (ssize_t)length && fsync(store->file) == 0;
    free(lines);
    store->length += written ? length : 0;
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

        if (strncmp(line, name, prefix - 1) == 0 && line[prefix - 1] == ' ') {
            events[*count].data = line + prefix;
            events[*count].length = (size_t)(end - line) - prefix;
            *count += 1;
        }
        line = end + 1;
    }
    return events;
}
