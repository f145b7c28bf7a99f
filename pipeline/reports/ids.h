/* Ids of posts, eight bytes each: one of digits is kept as the number that it is, any other as a text's place in a map. Each time that an id stands
 * in the archive, as a post's own or as what it answers, it gets the next number 0, 1, 2 …; which of them are equal is asked by their keys.
 *
 *   post->id, reply_to, repost_of  -->  keys[number]: 1876045081601900544, or OTHER | place in texts
 *
 * Nobody asks for a post by its id but the linking of replies (links.c), which makes an index for that time.
 */
#ifndef OMTALE_IDS_H
#define OMTALE_IDS_H

#include "lib/map.h"

enum { ID_ROOM = 24 };

struct ids {
	uint64_t *keys;
	uint32_t count, capacity;
	struct map texts; /* those that are no number below 2^63, written as a number is */
};

/* The next number; MAP_NONE for an empty id. */
uint32_t
ids_add(struct ids *ids, struct str id);

/* How it was written. `room` is where digits are put; valid as long as that and `ids`. Empty for MAP_NONE. */
struct str
ids_text(const struct ids *ids, uint32_t number, char room[ID_ROOM]);

/* By bytes of their texts; less than, equal to or greater than 0. MAP_NONE goes first. */
int
ids_compare(const struct ids *ids, uint32_t a, uint32_t b);

void
ids_release(struct ids *ids);

/* ---- which post has an id ---- */

struct id_index {
	struct id_slot *slots;
	unsigned bits;
};

/* Room for so many posts. */
void
id_index_make(struct id_index *index, uint32_t count);

/* The key's hash, by which it is sought; has the processor fetch the place from memory meanwhile. */
uint64_t
id_index_approach(const struct id_index *index, uint64_t key);

/* The places that may be of a key with this hash, one after the other; MAP_NONE behind the last. *step is 0 for the first. Whether one is, its own key says. */
uint32_t
id_index_next(const struct id_index *index, uint64_t hash, uint32_t *step);

/* Adds a place where id_index_next found no more. */
void
id_index_add(struct id_index *index, uint64_t hash, uint32_t step, uint32_t place);

void
id_index_release(struct id_index *index);

#endif
