#include "language/sources.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "lib/die.h"
#include "lib/hash.h"
#include "lib/locate.h"

struct fingerprint {
	uint64_t hash;
	bool missing;
};

static void
add(struct fingerprint *fingerprint, uint64_t number)
{
	fingerprint->hash = fingerprint->hash * 0x9e3779b97f4a7c15u + number;
}

static void
add_lexicon(struct fingerprint *fingerprint, struct buffer *path, const char *folder, const char *name)
{
	struct buffer place = {0};
	struct stat status;
	void *at = MAP_FAILED;
	int file;

	buffer_format(&place, "%s%s%s", folder, *folder ? "/" : "", name);
	file = open(locate_lexicon(path, buffer_cstring(&place)), O_RDONLY | O_CLOEXEC);
	if (file >= 0 && fstat(file, &status) == 0 && S_ISREG(status.st_mode) && status.st_size > 0)
		at = mmap(NULL, (size_t)status.st_size, PROT_READ, MAP_SHARED, file, 0);
	if (file >= 0)
		close(file);
	buffer_release(&place);
	if (at == MAP_FAILED) {
		fingerprint->missing = true;
		return;
	}
	add(fingerprint, lasting_hash((struct str){at, (size_t)status.st_size}));
	munmap(at, (size_t)status.st_size);
}

static int
is_list(const struct dirent *file)
{
	return str_ends(str_of(file->d_name), STR(".csv"));
}

static void
add_others(struct fingerprint *fingerprint, struct buffer *path)
{
	struct dirent **files;
	int count = scandir(locate_lexicon(path, "other"), &files, is_list, alphasort);

	fingerprint->missing |= count < 0;
	for (int i = 0; i < count; i++) {
		add(fingerprint, lasting_hash(str_of(files[i]->d_name)));
		add_lexicon(fingerprint, path, "other", files[i]->d_name);
		free(files[i]);
	}
	if (count >= 0)
		free(files);
}

/* The same folder as language/hunspell's, which would link all of Hunspell. */
static void
add_dictionary(struct fingerprint *fingerprint, struct buffer *path, const char *name)
{
	static const char *const endings[] = {"aff", "dic"};
	const char *folder = getenv("OMTALE_HUNSPELL");
	struct stat status;

	for (size_t i = 0; i < 2; i++) {
		buffer_reset(path);
		buffer_format(path, "%s/%s.%s", folder && *folder ? folder : "/usr/share/hunspell", name, endings[i]);
		if (stat(buffer_cstring(path), &status) == 0)
			add(fingerprint, (uint64_t)status.st_size);
		else
			fingerprint->missing = true;
	}
}

uint64_t
sources_fingerprint(void)
{
	static const char *const dictionaries[] = {"da_DK", "nb_NO", "nn_NO", "en_US", "en_GB"};
	struct fingerprint fingerprint = {1, false};
	struct buffer path = {0};

	if (!locate_has_lexicons())
		return 0;
	for (size_t i = 0; i < sizeof dictionaries / sizeof *dictionaries; i++)
		add_dictionary(&fingerprint, &path, dictionaries[i]);
	add_lexicon(&fingerprint, &path, "", "frequencies.csv");
	for (size_t l = 0; l < PROFILE_OURS; l++) {
		add_lexicon(&fingerprint, &path, profile_codes[l], "markers.csv");
		add_lexicon(&fingerprint, &path, profile_codes[l], "lemmas.csv");
	}
	add_others(&fingerprint, &path);
	buffer_release(&path);
	return fingerprint.missing ? 0 : fingerprint.hash;
}

void
sources_compare(const struct profile *profile)
{
	uint64_t now = sources_fingerprint();
	struct buffer folder = {0};

	if (now && profile->header->sources != now && locate_dictionaries(&folder))
		warn("%s/languages was compiled from other dictionaries or lexicons than those here now; run: omtale-languages %s/languages",
		     buffer_cstring(&folder), buffer_cstring(&folder));
	buffer_release(&folder);
}
