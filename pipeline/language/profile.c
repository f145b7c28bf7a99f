#include "language/profile.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "lib/die.h"
#include "lib/hash.h"
#include "lib/locate.h"

const char *const profile_codes[PROFILE_OURS] = {"da", "nb", "nn", "en"};

unsigned
profile_sign(uint32_t rune)
{
	if (rune - 'a' < 26)
		return rune - 'a' + 1;
	switch (rune) {
	case 0xe6:
		return 27;
	case 0xf8:
		return 28;
	case 0xe5:
		return 29;
	case '-':
	case '\'':
		return 31;
	default:
		return 30;
	}
}

uint64_t
profile_hash(struct str word)
{
	return lasting_hash(word);
}

static bool
sections_fit(const struct profile_header *header, size_t length)
{
	uint64_t size = sizeof *header + (uint64_t)header->slots * sizeof(uint32_t) + (uint64_t)header->rows * sizeof(struct profile_row) +
	                (uint64_t)header->extras * sizeof(struct profile_extra) + (uint64_t)PROFILE_QUADS * PROFILE_OURS;

	return header->slots && (header->slots & (header->slots - 1)) == 0 && header->rows && header->rows <= 1 << 16 && header->others <= PROFILE_OTHERS &&
	       size == length && header->length == length;
}

/* Numbers inside that would lead astray: checked once, so that no look-up needs to; those of the slots, which are most of the file, are minded by
 * profile_find. */
static bool
numbers_fit(const struct profile *profile)
{
	const struct profile_header *header = profile->header;

	for (uint32_t i = 0; i < header->rows; i++)
		if ((uint64_t)profile->rows[i].extra + profile->rows[i].extras > header->extras)
			return false;
	for (uint32_t i = 0; i < header->extras; i++)
		if (profile->extras[i].other >= PROFILE_OTHERS)
			return false;
	return true;
}

bool
profile_on(struct profile *profile, struct str bytes, const char **problem)
{
	const struct profile_header *header = (const void *)bytes.at;
	const char *at = bytes.at + sizeof *header;

	*problem = NULL;
	if (bytes.length < sizeof *header || memcmp(header->magic, PROFILE_MAGIC, sizeof header->magic) != 0)
		*problem = "it is no table of languages of this version";
	else if (header->byte_order != 0x01020304)
		*problem = "it was made on a machine of another kind";
	else if (!sections_fit(header, bytes.length))
		*problem = "it is cut";
	else if (lasting_hash_long((struct str){at, bytes.length - sizeof *header}) != header->checksum)
		*problem = "it is damaged (its checksum is wrong)";
	if (*problem)
		return false;
	*profile = (struct profile){.bytes = bytes, .header = header, .slots = (const void *)at};
	at += header->slots * sizeof(uint32_t);
	profile->rows = (const void *)at;
	at += header->rows * sizeof(struct profile_row);
	profile->extras = (const void *)at;
	profile->letters = (const void *)(at + header->extras * sizeof(struct profile_extra));
	if (!numbers_fit(profile))
		*problem = "its numbers contradict each other";
	return !*problem;
}

void
profile_open(struct profile *profile)
{
	struct buffer folder = {0}, path = {0};
	const char *found = locate_dictionaries(&folder), *problem;
	struct stat status;
	char *at = MAP_FAILED;
	int file;

	if (!found)
		die("no folder of compiled dictionaries (run make, or set OMTALE_DICTIONARIES)");
	buffer_format(&path, "%s/languages", found);
	file = open(buffer_cstring(&path), O_RDONLY | O_CLOEXEC);
	if (file < 0)
		die("%s: the table of languages is not there (make builds it): %s", buffer_cstring(&path), strerror(errno));
	if (fstat(file, &status) == 0 && S_ISREG(status.st_mode) && status.st_size > 0)
		at = mmap(NULL, (size_t)status.st_size, PROT_READ, MAP_SHARED, file, 0);
	if (at == MAP_FAILED)
		die("%s: cannot be mapped into memory", buffer_cstring(&path));
	close(file);
	if (!profile_on(profile, (struct str){at, (size_t)status.st_size}, &problem))
		die("%s: %s; remove it and run make again", buffer_cstring(&path), problem);
	buffer_release(&folder);
	buffer_release(&path);
}

void
profile_close(struct profile *profile)
{
	if (profile->bytes.at)
		munmap((void *)(uintptr_t)profile->bytes.at, profile->bytes.length);
	*profile = (struct profile){0};
}

const struct profile_row *
profile_find(const struct profile *profile, struct str word)
{
	uint64_t hash = profile_hash(word);
	uint32_t mask = profile->header->slots - 1, at = (uint32_t)hash & mask, tag = (uint32_t)(hash >> 48), filed;

	for (uint32_t left = mask; (filed = profile->slots[at]) != 0 && left; at = (at + 1) & mask, left--)
		if (filed >> 16 == tag)
			return (filed & 0xffff) < profile->header->rows ? &profile->rows[filed & 0xffff] : NULL;
	return NULL;
}
