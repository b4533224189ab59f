#include "wire.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

void give_up(const char *why)
{
    fprintf(stderr, "the C driver: %s\n", why);
    exit(2);
}

static void make_room(struct text *text, size_t more)
{
    if (text->room - text->length > more) {
        return;
    }
    text->room = (text->length + more + 1) * 2;
    text->data = realloc(text->data, text->room);
    if (text->data == NULL) {
        give_up("there is no memory left");
    }
}

void text_add(struct text *text, const void *data, size_t length)
{
    make_room(text, length);
    if (length > 0) {
        memcpy(text->data + text->length, data, length);
    }
    text->length += length;
    text->data[text->length] = '\0';
}

void text_print(struct text *text, const char *format, ...)
{
    va_list arguments;
    int length;

    va_start(arguments, format);
    length = vsnprintf(NULL, 0, format, arguments);
    va_end(arguments);
    if (length < 0) {
        give_up("a text cannot be formatted");
    }
    make_room(text, (size_t)length);
    va_start(arguments, format);
    vsnprintf(text->data + text->length, (size_t)length + 1, format, arguments);
    va_end(arguments);
    text->length += (size_t)length;
}

void text_free(struct text *text)
{
    free(text->data);
    memset(text, 0, sizeof *text);
}

vv_text text_view(const struct text *text)
{
    vv_text view;

    view.data = text->data;
    view.length = text->length;
    return view;
}

static bool read_number(size_t *number)
{
    char line[32];
    char *end;

    if (fgets(line, sizeof line, stdin) == NULL) {
        return false;
    }
    *number = (size_t)strtoull(line, &end, 10);
    if (end == line || *end != '\n') {
        give_up("a number is expected");
    }
    return true;
}

bool request_read(struct request *request)
{
    size_t place;

    memset(request, 0, sizeof *request);
    if (!read_number(&request->count)) {
        return false;
    }
    request->fields = calloc(request->count + 1, sizeof *request->fields);
    if (request->fields == NULL) {
        give_up("there is no memory left");
    }
    for (place = 0; place < request->count; place++) {
        struct text *field = &request->fields[place];
        size_t length = 0;

        if (!read_number(&length)) {
            give_up("a field is expected");
        }
        make_room(field, length);
        if (fread(field->data, 1, length, stdin) != length || getchar() != '\n') {
            give_up("a field is shorter than it says");
        }
        field->length = length;
        field->data[length] = '\0';
    }
    return true;
}

void request_free(struct request *request)
{
    size_t place;

    for (place = 0; place < request->count; place++) {
        text_free(&request->fields[place]);
    }
    free(request->fields);
    memset(request, 0, sizeof *request);
}

vv_text field(struct request *request)
{
    if (request->next >= request->count) {
        give_up("a field is missing");
    }
    return text_view(&request->fields[request->next++]);
}

size_t field_number(struct request *request)
{
    return (size_t)strtoull(field(request).data, NULL, 10);
}

bool field_is(vv_text field, const char *name)
{
    return field.length == strlen(name) && memcmp(field.data, name, field.length) == 0;
}

void answer_add(struct answer *answer, vv_text field)
{
    text_print(&answer->fields, "%zu\n", field.length);
    text_add(&answer->fields, field.data, field.length);
    text_add(&answer->fields, "\n", 1);
    answer->count++;
}

void answer_number(struct answer *answer, size_t number)
{
    char digits[32];

    snprintf(digits, sizeof digits, "%zu", number);
    answer_add(answer, vv_text_of(digits));
}

void answer_send(struct answer *answer)
{
    printf("%zu\n", answer->count);
    fwrite(answer->fields.data, 1, answer->fields.length, stdout);
    fflush(stdout);
    text_free(&answer->fields);
    answer->count = 0;
}
