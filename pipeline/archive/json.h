/* One JSON text at a time, read in place: values are found where they stand, and nothing is made of what nobody asks for.
 *
 *   {"id":17,"user":{"name":"K\u00e5re"}}
 *   ^ ^    ^ ^      ^^      ^
 *   0 1    2 3      4 5     6        nodes, in the order of the text; an object's are key, value, key, value …
 *
 * A text in strict RFC 8259 form is read in one pass (nodes.c). Anything else – an error, or one of the deviations that archives are full of – is put
 * before jansson (json.c), which decides; then the nodes point into its memory. Mended on the way there: NaN and Infinity (null), raw
 * control characters in strings, halves of surrogate pairs (U+FFFD).
 *
 * Numbers stay the digits that were written: no id above 2^53, no 1.10 is ever a double.
 */
#ifndef OMTALE_JSON_H
#define OMTALE_JSON_H

#include "lib/arena.h"
#include "lib/str.h"

enum json_kind { VALUE_NULL, VALUE_TRUE, VALUE_FALSE, VALUE_NUMBER, VALUE_STRING, VALUE_OBJECT, VALUE_ARRAY };

struct json_node {
	struct str text; /* a string without its quotes, the digits of a number; of objects and arrays: from brace to brace, when read here */
	uint32_t next;   /* the node behind this one and all that is in it */
	uint32_t count;  /* members or elements */
	unsigned char kind;
	bool escaped; /* text still holds backslashes */
};

/* Init with {0}, end with json_release. What is found is valid until the next json_read. */
struct json {
	struct json_node *nodes;
	uint32_t count, capacity;
	struct arena arena;  /* texts without their backslashes */
	struct judge *judge; /* NULL until it was needed */
	uint64_t mended;     /* texts that had to be mended for jansson */
};

/* JSON_NOWHERE: there is no such node. Node 0 is the whole text. */
#define JSON_NOWHERE UINT32_MAX

/* What is refused: deeper nesting, more values (their nodes would take 128 MB), and longer texts that are not strict (jansson takes some 80 bytes for a value
 * of two). */
enum { JSON_DEEPEST = 512, JSON_MOST_VALUES = 1 << 22, JSON_LONGEST_MENDED = 1 << 22 };

/* Reads `text`, valid UTF-8 that must stay; false when it is no JSON: *problem says why, valid until the next call. */
bool
json_read(struct json *json, struct str text, const char **problem);

/* The value of a member (the last one of that name), or of an element. */
uint32_t
json_member(struct json *json, uint32_t object, struct str key);
uint32_t
json_element(const struct json *json, uint32_t array, size_t index);

/* Walking: the first node inside, and the one behind `node` (of an object: keys and values in turn). There are `count` (objects: twice that). */
static inline uint32_t
json_first(uint32_t node)
{
	return node + 1;
}

static inline uint32_t
json_next(const struct json *json, uint32_t node)
{
	return json->nodes[node].next;
}

static inline enum json_kind
json_kind(const struct json *json, uint32_t node)
{
	return node == JSON_NOWHERE ? VALUE_NULL : (enum json_kind)json->nodes[node].kind;
}

/* A string, the digits of a number, "true" or "false"; {NULL, 0} for null, objects, arrays and nowhere. */
struct str
json_text(struct json *json, uint32_t node);

void
json_release(struct json *json);

/* ---- between json.c and nodes.c ---- */

/* How many bytes at the front of `text` are one JSON number, or 0. */
size_t
json_number(struct str text);

/* A new node, its `next` the one behind it. */
struct json_node *
json_add(struct json *json, enum json_kind kind, struct str text);

/* Reads strict JSON; false when it is not that. */
bool
json_read_strictly(struct json *json, struct str text);

#endif
