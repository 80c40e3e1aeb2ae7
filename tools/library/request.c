// SPDX-License-Identifier: GPL-2.0
/* What a batch was asked for, as JSON and back. */
#include <limits.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "json.h"
#include "library/request.h"

#define FIELD(name)	{ #name, offsetof(struct library_request, name) }

static const struct field {
	const char *key;
	size_t offset;
} strings[] = {
	FIELD(robot), FIELD(identity), FIELD(elements), FIELD(blanks), FIELD(out), FIELD(reject), FIELD(drives),
	FIELD(label), FIELD(port), FIELD(queue), FIELD(speed), FIELD(write_mode),
	FIELD(read_errors), FIELD(started),
	{ "master", offsetof(struct library_request, masters) },
	{ "second_master", offsetof(struct library_request, masters) + sizeof(char *) },
}, numbers[] = {
	FIELD(copies), FIELD(retries),
}, flags[] = {
	FIELD(no_verify), FIELD(both_sides), FIELD(keep_image),
};

#define COUNT(a)	(sizeof(a) / sizeof((a)[0]))

static void *at(const struct library_request *q, const struct field *f)
{
	return (char *)q + f->offset;
}

/**
 * request_to_json() - a request as JSON
 * @q: the request
 */
struct json_object *request_to_json(const struct library_request *q)
{
	struct json_object *o = json_object_new_object();
	const char *text;
	size_t i;

	for (i = 0; i < COUNT(strings); i++) {
		text = *(char **)at(q, &strings[i]);
		if (text)
			json_set_string(o, strings[i].key, text);
	}
	for (i = 0; i < COUNT(numbers); i++)
		json_set_number(o, numbers[i].key, *(unsigned int *)at(q, &numbers[i]));
	for (i = 0; i < COUNT(flags); i++)
		json_set_bool(o, flags[i].key, *(bool *)at(q, &flags[i]));
	return o;
}

static bool number_from(struct json_object *o, const char *key, unsigned int *out)
{
	struct json_object *v;
	int64_t n;

	if (!json_object_object_get_ex(o, key, &v) || !json_object_is_type(v, json_type_int))
		return false;
	n = json_object_get_int64(v);
	*out = (unsigned int)n;
	return n >= 0 && n <= INT_MAX;
}

/**
 * request_from_json() - a request out of JSON
 * @q: gets it, request_free() it, also after an error
 * @o: the JSON
 *
 * Return: whether it made sense.
 */
bool request_from_json(struct library_request *q, struct json_object *o)
{
	struct json_object *v;
	size_t i;

	memset(q, 0, sizeof(*q));
	for (i = 0; i < COUNT(strings); i++)
		if (json_object_object_get_ex(o, strings[i].key, &v) &&
		    (!json_object_is_type(v, json_type_string) ||
		     !request_set(at(q, &strings[i]), json_object_get_string(v))))
			return false;
	for (i = 0; i < COUNT(numbers); i++)
		if (!number_from(o, numbers[i].key, at(q, &numbers[i])))
			return false;
	for (i = 0; i < COUNT(flags); i++)
		if (json_object_object_get_ex(o, flags[i].key, &v))
			*(bool *)at(q, &flags[i]) = json_object_get_boolean(v);
	return true;
}

/**
 * request_set() - set one text
 * @field: of a request
 * @value: NULL takes it away
 *
 * Return: false: no memory.
 */
bool request_set(char **field, const char *value)
{
	free(*field);
	*field = value ? strdup(value) : NULL;
	return *field || !value;
}

/**
 * request_free() - its texts
 * @q: all zero afterwards
 */
void request_free(struct library_request *q)
{
	size_t i;

	for (i = 0; i < COUNT(strings); i++)
		free(*(char **)at(q, &strings[i]));
	memset(q, 0, sizeof(*q));
}
