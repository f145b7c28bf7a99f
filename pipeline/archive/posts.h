/* The posts of one archive: its records, with each column of the post table found, mended and brought to one form.
 *
 *   records -> formulas (a preset's, or found by name, under --map) -> mending -> times, amounts -> post
 */
#ifndef OMTALE_POSTS_H
#define OMTALE_POSTS_H

#include "archive/presets.h"
#include "archive/times.h"

/* What the user asked for; the same for all files. Lives as long as the process. */
struct posts_options {
	struct records_options records;
	const struct preset *preset; /* NULL: recognise */
	bool mapped[COLUMNS];        /* by --map … */
	struct formula map[COLUMNS]; /* … to this */
	struct formula *keep;        /* --keep: columns behind the nine */
	size_t keep_count;
	struct place *rows;  /* --rows, or NULL */
	const char *channel; /* where the archive names none; NULL: empty */
	struct times times;
};

/* What was mended or could not be read; adds up over files. */
struct posts_account {
	uint64_t posts;
	struct mending mending;
	uint64_t json;            /* JSON texts that had to be mended */
	uint64_t times;           /* unreadable … */
	struct buffer first_time; /* … and the first of them: FILE:LINE: "text" */
	bool discreet;            /* without the text */
};

struct posts { /* read these; only posts.c writes them, and discretion.c what it keeps back */
	struct records *records;
	const struct preset *preset; /* in use; NULL: by name */
	struct str fields[COLUMNS];  /* of the post at hand; valid until the next posts_read */
	struct str *kept;            /* keep_count of them */
	bool numbered;               /* the archive gave the post no id: it was made of the file's name and the record's number */
	struct posts_reading *reading;
};

/* Opens PATH; dies when it cannot, or when it is a table without a text. `options` and `account` must stay. */
struct posts *
posts_open(const char *path, struct posts_options *options, struct posts_account *account);

/* The next post, or false at the end or when the input failed (posts_close tells, so that what was read can be written first). */
bool
posts_read(struct posts *posts);

/* Appends what is known of the archive, for people: its form, its charset, and where each column comes from. */
void
posts_describe(struct posts *posts, struct buffer *out);

/* Ends the archive; dies when its input had failed, or when not one of its records had a text. */
void
posts_close(struct posts *posts);

#endif
