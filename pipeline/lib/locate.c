#include "lib/locate.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/auxv.h>
#include <sys/stat.h>
#include <unistd.h>

#include "lib/die.h"

/* The folder of the running program, without a final '/'. Where no /proc is mounted, by the name it was started with. */
static struct str
program_folder(void)
{
	static char link[PATH_MAX];
	ptrdiff_t n = readlink("/proc/self/exe", link, sizeof link - 1);
	const char *path = n > 0 ? link : (const char *)getauxval(AT_EXECFN), *slash;

	if (n > 0)
		link[n] = '\0';
	slash = path ? strrchr(path, '/') : NULL;
	return slash ? (struct str){path, (size_t)(slash - path)} : STR(".");
}

static bool
is_folder(const char *path)
{
	struct stat status;

	return stat(path, &status) == 0 && S_ISDIR(status.st_mode);
}

/* The first of the folders that exists, in *path; false when none does. */
static bool
find_folder(struct buffer *path, const char *variable, const char *const beside[])
{
	const char *chosen = getenv(variable);
	struct str program = program_folder();

	buffer_reset(path);
	if (chosen && *chosen) {
		buffer_text(path, str_of(chosen));
		if (!is_folder(buffer_cstring(path)))
			die("%s names \"%s\", which is not a folder", variable, chosen);
		return true;
	}
	for (size_t i = 0; beside[i]; i++) {
		buffer_reset(path);
		buffer_text(path, program);
		buffer_text(path, str_of(beside[i]));
		if (is_folder(buffer_cstring(path)))
			return true;
	}
	return false;
}

static bool
find_lexicons(struct buffer *path)
{
	static const char *const beside[] = {"/../lexicons", "/../share/omtale/lexicons", NULL};

	return find_folder(path, "OMTALE_LEXICONS", beside);
}

bool
locate_has_lexicons(void)
{
	struct buffer path = {0};
	bool found = find_lexicons(&path);

	buffer_release(&path);
	return found;
}

const char *
locate_lexicon(struct buffer *path, const char *name)
{
	if (!find_lexicons(path))
		die("no lexicons beside the program (../lexicons) nor installed (../share/omtale/lexicons); set OMTALE_LEXICONS to their folder");
	buffer_char(path, '/');
	buffer_text(path, str_of(name));
	return buffer_cstring(path);
}

const char *
locate_dictionaries(struct buffer *path)
{
	static const char *const beside[] = {"/dictionaries", "/../share/omtale/dictionaries", NULL};

	return find_folder(path, "OMTALE_DICTIONARIES", beside) ? buffer_cstring(path) : NULL;
}

const char *
locate_page(struct buffer *path, const char *name)
{
	static const char *const beside[] = {"/../pipeline/page", "/../share/omtale/page", NULL};

	if (!find_folder(path, "OMTALE_PAGE", beside))
		die("no page beside the program (../pipeline/page) nor installed (../share/omtale/page); set OMTALE_PAGE to its folder");
	buffer_char(path, '/');
	buffer_text(path, str_of(name));
	return buffer_cstring(path);
}
