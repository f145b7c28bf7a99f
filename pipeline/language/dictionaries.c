/* Which dictionaries there are, what they are made of, and how one is opened. */
#include "language/dictionary.h"

#include <fcntl.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "language/hunspell.h"
#include "lib/die.h"
#include "lib/hash.h"
#include "lib/locate.h"

static const struct dictionary_language languages[] = {
	{"da", {"da_DK", NULL}, {"en", NULL}, "hunspell-da"},
	{"nb", {"nb_NO", NULL}, {"nn", "en"}, "hunspell-no"},
	{"nn", {"nn_NO", NULL}, {"nb", "en"}, "hunspell-no"},
	{"en", {"en_US", "en_GB"}, {NULL, NULL}, "hunspell-en-us and hunspell-en-gb"},
};

const char *const dictionary_lexicons[] = {"common.csv",   "confusions.csv", "groups.csv",   "lemmas.csv", "neighbours.csv", "paradigms.csv", "sounds.csv",
                                           "spelling.csv", "stopwords.csv",  "suffixes.csv", NULL};

const struct dictionary_language *
dictionary_language(struct str code)
{
	for (size_t i = 0; i < sizeof languages / sizeof *languages; i++) {
		if (str_equal(code, str_of(languages[i].code)))
			return &languages[i];
	}
	return NULL;
}

/* ---- what a dictionary is made of ---- */

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
	uint64_t hash = bytes.at ? lasting_hash_long(bytes) : 1;

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

/* ---- opening ---- */

static void
compare_sources(const struct layout_header *header, const struct dictionary_language *language, const char *path)
{
	struct buffer missing = {0};
	uint64_t sources = dictionary_sources(language, &missing);

	if (missing.length)
		die("%s: no such dictionary, and posts in \"%s\" need it; install the package %s", buffer_cstring(&missing), language->code,
		    language->packages);
	if (sources != header->sources)
		warn("%s was compiled from other dictionaries or lexicons than those here now; run: omtale-compile %s %s", path, language->code, path);
	buffer_release(&missing);
}

static struct dictionary *
open_file(const struct dictionary_language *language)
{
	struct buffer path = {0};
	const struct layout_header *header;
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
	header = (const void *)bytes.at;
	dictionary = dictionary_on(bytes, &problem);
	if (dictionary && lasting_hash_long((struct str){bytes.at + sizeof *header, bytes.length - sizeof *header}) != header->checksum)
		problem = "it is damaged (its checksum is wrong)";
	if (problem)
		die("%s: %s; run: omtale-compile %s %s", path.at, problem, language->code, path.at);
	madvise((void *)(uintptr_t)bytes.at, bytes.length, MADV_DONTNEED); /* what the checksum touched need not stay in memory */
	compare_sources(header, language, path.at);
	buffer_release(&path);
	return dictionary;
}

/* Once for the process, whoever asks for it. */
static struct dictionary *opened[sizeof languages / sizeof *languages];

struct dictionary *
dictionary_open(const struct dictionary_language *language)
{
	struct dictionary **mine = &opened[language - languages];

	if (!*mine)
		*mine = open_file(language);
	return *mine;
}

void
dictionary_close(struct dictionary *dictionary)
{
	for (size_t i = 0; i < sizeof opened / sizeof *opened; i++) {
		if (dictionary == opened[i])
			return;
	}
	if (dictionary)
		dictionary_off(dictionary);
}
