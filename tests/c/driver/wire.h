/* What the runner and the driver say to each other: messages of fields. A message is the number of its
 * fields on a line, then each field as its length in bytes on a line, the bytes, and a line's end. */
#ifndef WIRE_H
#define WIRE_H

#include <stdbool.h>
#include <visavis.h>

/* Text that grows. It ends with a NUL that its length does not count. */
struct text {
    char *data;
    size_t length;
    size_t room;
};

void text_add(struct text *text, const void *data, size_t length);
void text_print(struct text *text, const char *format, ...);
void text_free(struct text *text);
vv_text text_view(const struct text *text);

struct request {
    struct text *fields;
    size_t count;
    size_t next;
};

/* Reads a message; false at the end of the input. */
bool request_read(struct request *request);
void request_free(struct request *request);

/* The next field. Where the two do not understand each other, the driver ends. */
vv_text field(struct request *request);
size_t field_number(struct request *request);
bool field_is(vv_text field, const char *name);

struct answer {
    struct text fields;
    size_t count;
};

void answer_add(struct answer *answer, vv_text field);
void answer_number(struct answer *answer, size_t number);
void answer_send(struct answer *answer);

/* Ends the driver, saying why. */
void give_up(const char *why);

#endif
