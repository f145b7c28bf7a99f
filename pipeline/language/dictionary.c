#include "language/dictionary.h"

#include <fcntl.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "language/hunspell.h"
#include "lib/die.h"
#include "lib/locate.h"
#include "lib/map.h"

struct dictionary {
	const struct layout_header *header;
	struct str sections[SECTION_COUNT];
	const struct layout_form *forms;
	const uint32_t *slots, *deletes, *places;
	uint32_t forms_count, slots_mask, deletes_mask;
	bool mapped; /* once for the process, whoever asks for it */
};

static const struct dictionary_language languages[] = {
	{"da", {"da_DK", NULL}, {"en", NULL}, "hunspell-da"},
	{"nb", {"nb_NO", NULL}, {"nn", "en"}, "hunspell-no"},
	{"nn", {"nn_NO", NULL}, {"nb", "en"}, "hunspell-no"},
	{"en", {"en_US", "en_GB"}, {NULL, NULL}, "hunspell-en-us and hunspell-en-gb"},
};

const char *const dictionary_lexicons[] = {"confusions.csv", "groups.csv",   "lemmas.csv",    "neighbours.csv", "paradigms.csv",
                                           "sounds.csv",     "spelling.csv", "stopwords.csv", "suffixes.csv",   NULL};

const struct dictionary_language *
dictionary_language(struct str code)
{
	for (size_t i = 0; i < sizeof languages / sizeof *languages; i++) {
		if (str_equal(code, str_of(languages[i].code)))
			return &languages[i];
	}
	return NULL;
}

/* ---- opening ---- */

/* The file mapped read-only, or {NULL, 0}. */
static struct str
map_file(const char *path)
{
	int file = open(path, O_RDONLY | O_CLOEXEC);
	struct stat status;
	void *at = MAP_FAILED;

	if (file < 0)
		return (struct str){NULL, 0};
	if (fstat(file, &status) == 0 && S_ISREG(status.st_mode) && status.st_size > 0)
		at = mmap(NULL, (size_t)status.st_size, PROT_READ, MAP_SHARED, file, 0);
	close(file);
	return at == MAP_FAILED ? (struct str){NULL, 0} : (struct str){at, (size_t)status.st_size};
}

static uint64_t
hash_file(const char *path)
{
	struct str bytes = map_file(path);
	uint64_t hash = bytes.at ? dictionary_checksum(bytes) : 1;

	if (bytes.at)
		munmap((void *)(uintptr_t)bytes.at, bytes.length);
	return hash;
}

uint64_t
dictionary_sources(const struct dictionary_language *language, struct buffer *missing)
{
	static const char *const endings[] = {"aff", "dic"};
	struct buffer path = {0}, name = {0};
	uint64_t hash = 0;

	for (size_t i = 0; i < 4 && language->hunspell[i / 2]; i++) {
		hunspell_path(&path, language->hunspell[i / 2], endings[i % 2]);
		if (access(buffer_cstring(&path), R_OK) != 0 && missing->length == 0)
			buffer_text(missing, buffer_str(&path));
		hash = hash * 0x9e3779b97f4a7c15u + hash_file(buffer_cstring(&path));
	}
	for (size_t i = 0; dictionary_lexicons[i]; i++) {
		buffer_reset(&name);
		buffer_format(&name, "%s/%s", language->code, dictionary_lexicons[i]);
		hash = hash * 0x9e3779b97f4a7c15u + hash_file(locate_lexicon(&path, buffer_cstring(&name)));
	}
	buffer_release(&path);
	buffer_release(&name);
	return hash;
}

static bool
section_fits(const struct layout_header *header, enum section section, size_t unit)
{
	uint64_t offset = header->sections[section].offset, bytes = header->sections[section].bytes;

	return offset % 8 == 0 && offset >= sizeof *header && offset <= header->length && bytes <= header->length - offset && bytes % unit == 0;
}

static bool
is_power_of_two(uint64_t n)
{
	return n && (n & (n - 1)) == 0;
}

/* Four hashes side by side, so that the processor need not wait for one multiplication before the next. */
uint64_t
dictionary_checksum(struct str bytes)
{
	uint64_t lanes[4] = {1, 2, 3, 4}, words[4];

	for (; bytes.length >= 32; bytes.at += 32, bytes.length -= 32) {
		memcpy(words, bytes.at, 32);
		for (int i = 0; i < 4; i++) {
			lanes[i] = (lanes[i] ^ words[i]) * 0x9e3779b97f4a7c15u;
			lanes[i] ^= lanes[i] >> 29;
		}
	}
	lanes[0] ^= map_hash(bytes);
	return map_hash((struct str){(const char *)lanes, sizeof lanes});
}

static const char *
check(struct str bytes)
{
	static const size_t units[SECTION_COUNT] = {
		[SECTION_TEXT] = 1,
		[SECTION_FORMS] = sizeof(struct layout_form),
		[SECTION_SLOTS] = sizeof(uint32_t),
		[SECTION_READINGS] = sizeof(struct layout_reading),
		[SECTION_FOLLOWS] = TAG_MOST * TAG_MOST,
		[SECTION_MENDED] = sizeof(struct layout_mended),
		[SECTION_CONFUSIONS] = sizeof(struct layout_confusion),
		[SECTION_SUFFIXES] = sizeof(struct layout_suffix),
		[SECTION_ENDINGS] = sizeof(struct layout_ending),
		[SECTION_SOUNDS] = sizeof(struct layout_sound),
		[SECTION_STRINGS] = 1,
		[SECTION_DELETES] = sizeof(uint32_t),
		[SECTION_PLACES] = sizeof(uint32_t),
	};
	const struct layout_header *header = (const void *)bytes.at;

	if (bytes.length < sizeof *header || memcmp(header->magic, LAYOUT_MAGIC, sizeof header->magic) != 0)
		return "it is no compiled dictionary of this version";
	if (header->byte_order != 0x01020304)
		return "it was compiled on a machine of another byte order";
	if (header->length != bytes.length)
		return "it is not whole";
	for (int section = 0; section < SECTION_COUNT; section++) {
		if (!section_fits(header, (enum section)section, units[section]))
			return "it is damaged (a section lies outside the file)";
	}
	if (header->sections[SECTION_FOLLOWS].bytes != TAG_MOST * TAG_MOST || !is_power_of_two(header->sections[SECTION_SLOTS].bytes / 4) ||
	    !is_power_of_two(header->sections[SECTION_DELETES].bytes / 4 - 1))
		return "it is damaged (a table has an impossible size)";
	return NULL;
}

struct dictionary *
dictionary_on(struct str bytes, const char **problem)
{
	struct dictionary *dictionary;
	const struct layout_header *header = (const void *)bytes.at;

	*problem = check(bytes);
	if (*problem)
		return NULL;
	dictionary = memory_new(1, sizeof *dictionary);
	dictionary->header = header;
	for (int i = 0; i < SECTION_COUNT; i++)
		dictionary->sections[i] = (struct str){bytes.at + header->sections[i].offset, header->sections[i].bytes};
	dictionary->forms = (const void *)dictionary->sections[SECTION_FORMS].at;
	dictionary->forms_count = (uint32_t)(dictionary->sections[SECTION_FORMS].length / sizeof(struct layout_form));
	dictionary->slots = (const void *)dictionary->sections[SECTION_SLOTS].at;
	dictionary->slots_mask = (uint32_t)(dictionary->sections[SECTION_SLOTS].length / 4 - 1);
	dictionary->deletes = (const void *)dictionary->sections[SECTION_DELETES].at;
	dictionary->deletes_mask = (uint32_t)(dictionary->sections[SECTION_DELETES].length / 4 - 2);
	dictionary->places = (const void *)dictionary->sections[SECTION_PLACES].at;
	return dictionary;
}

static void
compare_sources(const struct dictionary *dictionary, const struct dictionary_language *language, const char *path)
{
	struct buffer missing = {0};
	uint64_t sources = dictionary_sources(language, &missing);

	if (missing.length)
		die("%s: no such dictionary, and posts in \"%s\" need it; install the package %s", buffer_cstring(&missing), language->code,
		    language->packages);
	if (sources != dictionary->header->sources)
		warn("%s was compiled from other dictionaries or lexicons than those here now; run: omtale-compile %s %s", path, language->code, path);
	buffer_release(&missing);
}

static struct dictionary *
open_file(const struct dictionary_language *language)
{
	struct buffer path = {0};
	struct dictionary *dictionary;
	struct str bytes;
	const char *problem = NULL;

	if (!locate_dictionaries(&path))
		die("no folder of compiled dictionaries; run: make (which needs the package %s)", language->packages);
	buffer_format(&path, "/%s.dict", language->code);
	bytes = map_file(buffer_cstring(&path));
	if (!bytes.at)
		die("%s: no compiled dictionary, and posts in \"%s\" need it; install the package %s and run: make", path.at, language->code,
		    language->packages);
	dictionary = dictionary_on(bytes, &problem);
	if (dictionary &&
	    dictionary_checksum((struct str){bytes.at + sizeof *dictionary->header, bytes.length - sizeof *dictionary->header}) != dictionary->header->checksum)
		problem = "it is damaged (its checksum is wrong)";
	if (problem)
		die("%s: %s; run: omtale-compile %s %s", path.at, problem, language->code, path.at);
	madvise((void *)(uintptr_t)bytes.at, bytes.length, MADV_DONTNEED); /* what the checksum touched need not stay in memory */
	dictionary->mapped = true;
	compare_sources(dictionary, language, path.at);
	buffer_release(&path);
	return dictionary;
}

struct dictionary *
dictionary_open(const struct dictionary_language *language)
{
	static struct dictionary *opened[sizeof languages / sizeof *languages];
	struct dictionary **mine = &opened[language - languages];

	if (!*mine)
		*mine = open_file(language);
	return *mine;
}

void
dictionary_close(struct dictionary *dictionary)
{
	if (dictionary && !dictionary->mapped)
		free(dictionary);
}

/* ---- asking ---- */

struct str
dictionary_text(const struct dictionary *dictionary, uint32_t form)
{
	struct str text = dictionary->sections[SECTION_TEXT];

	if (form >= dictionary->forms_count || dictionary->forms[form].text > text.length ||
	    dictionary->forms[form].length > text.length - dictionary->forms[form].text)
		return STR("");
	return (struct str){text.at + dictionary->forms[form].text, dictionary->forms[form].length};
}

uint32_t
dictionary_find(const struct dictionary *dictionary, struct str form)
{
	uint32_t at = (uint32_t)map_hash(form) & dictionary->slots_mask;

	for (uint32_t tried = 0; tried <= dictionary->slots_mask && dictionary->slots[at]; tried++, at = (at + 1) & dictionary->slots_mask) {
		uint32_t found = dictionary->slots[at] - 1;
		if (str_equal(dictionary_text(dictionary, found), form))
			return found;
	}
	return DICTIONARY_NONE;
}

unsigned
dictionary_flags(const struct dictionary *dictionary, uint32_t form)
{
	return form < dictionary->forms_count ? dictionary->forms[form].flags : 0;
}

unsigned
dictionary_prior(const struct dictionary *dictionary, uint32_t form)
{
	return form < dictionary->forms_count ? dictionary->forms[form].prior : 0;
}

const struct layout_reading *
dictionary_readings(const struct dictionary *dictionary, uint32_t form, size_t *count)
{
	const struct layout_reading *readings = (const void *)dictionary->sections[SECTION_READINGS].at;
	size_t all = dictionary->sections[SECTION_READINGS].length / sizeof *readings;

	*count = 0;
	if (form >= dictionary->forms_count || dictionary->forms[form].reading > all ||
	    dictionary->forms[form].readings > all - dictionary->forms[form].reading)
		return readings;
	*count = dictionary->forms[form].readings;
	return readings + dictionary->forms[form].reading;
}

const int8_t *
dictionary_neighbours(const struct dictionary *dictionary)
{
	return (const int8_t *)dictionary->sections[SECTION_FOLLOWS].at;
}

bool
dictionary_compounds(const struct dictionary *dictionary)
{
	return dictionary->header->compounds != 0;
}

struct str
dictionary_string(const struct dictionary *dictionary, struct layout_string string)
{
	struct str strings = dictionary->sections[SECTION_STRINGS];

	if (string.at > strings.length || string.length > strings.length - string.at)
		return STR("");
	return (struct str){strings.at + string.at, string.length};
}

struct str
dictionary_mended(const struct dictionary *dictionary, uint32_t form)
{
	const struct layout_mended *rows = (const void *)dictionary->sections[SECTION_MENDED].at;
	size_t low = 0, high = dictionary->sections[SECTION_MENDED].length / sizeof *rows;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (rows[middle].form == form)
			return dictionary_string(dictionary, rows[middle].right);
		if (rows[middle].form < form)
			low = middle + 1;
		else
			high = middle;
	}
	return STR("");
}

const struct layout_confusion *
dictionary_confusions(const struct dictionary *dictionary, uint32_t form, size_t *count)
{
	const struct layout_confusion *rows = (const void *)dictionary->sections[SECTION_CONFUSIONS].at;
	size_t all = dictionary->sections[SECTION_CONFUSIONS].length / sizeof *rows, first = 0;

	while (first < all && rows[first].form < form)
		first++;
	for (*count = 0; first + *count < all && rows[first + *count].form == form;)
		++*count;
	return rows + first;
}

const struct layout_suffix *
dictionary_suffixes(const struct dictionary *dictionary, size_t *count)
{
	*count = dictionary->sections[SECTION_SUFFIXES].length / sizeof(struct layout_suffix);
	return (const void *)dictionary->sections[SECTION_SUFFIXES].at;
}

const struct layout_ending *
dictionary_endings(const struct dictionary *dictionary, size_t *count)
{
	*count = dictionary->sections[SECTION_ENDINGS].length / sizeof(struct layout_ending);
	return (const void *)dictionary->sections[SECTION_ENDINGS].at;
}

const struct layout_sound *
dictionary_sounds(const struct dictionary *dictionary, size_t *count)
{
	*count = dictionary->sections[SECTION_SOUNDS].length / sizeof(struct layout_sound);
	return (const void *)dictionary->sections[SECTION_SOUNDS].at;
}

const uint32_t *
dictionary_places(const struct dictionary *dictionary, uint64_t hash, size_t *count)
{
	size_t bucket = (size_t)hash & dictionary->deletes_mask, all = dictionary->sections[SECTION_PLACES].length / 4;
	uint32_t first = dictionary->deletes[bucket], end = dictionary->deletes[bucket + 1];

	*count = first <= end && end <= all ? end - first : 0;
	return dictionary->places + (*count ? first : 0);
}
