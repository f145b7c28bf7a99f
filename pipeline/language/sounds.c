#include "language/sounds.h"

#include <stdlib.h>

#include "lib/str.h"

void
sounds_make(struct sounds *sounds, const struct layout_sound *table, size_t count)
{
	uint32_t next[SOUNDS_ANYWHERE + 2];
	struct sound sound;

	*sounds = (struct sounds){.table = table, .table_count = count};
	memset(sounds->omitted, UINT8_MAX, sizeof sounds->omitted);
	sounds->rows = memory_new(count + 1, sizeof *sounds->rows);
	for (int filling = 0; filling < 2; filling++) {
		for (size_t row = 0; row < count; row++) {
			if (!sounds_ready(&table[row], &sound))
				continue;
			if (sound.wrong_length == 0 && sound.right_length == 1) {
				uint8_t *omitted = &sounds->omitted[sound.right];
				*omitted = sound.cost < *omitted ? sound.cost : *omitted;
				sounds->omissions += !filling;
				continue;
			}
			uint32_t letter = sound.wrong_length ? sound.wrong & 0xff : SOUNDS_ANYWHERE;
			if (filling)
				sounds->rows[next[letter]++] = sound;
			else
				sounds->first[letter + 1]++;
		}
		for (uint32_t letter = 0; !filling && letter <= SOUNDS_ANYWHERE; letter++)
			sounds->first[letter + 1] += sounds->first[letter];
		memcpy(next, sounds->first, sizeof next);
	}
}

void
sounds_release(struct sounds *sounds)
{
	free(sounds->rows);
	*sounds = (struct sounds){0};
}
