#include "lib/rejects.h"

#include <inttypes.h>

#include "lib/die.h"
#include "lib/table.h"

void
rejects_open(struct rejects *rejects, const char *path)
{
	*rejects = (struct rejects){0};
	if (!path)
		return;
	rejects->out = writer_open(path);
	writer_field(rejects->out, STR("file"));
	writer_field(rejects->out, STR("line"));
	writer_field(rejects->out, STR("reason"));
	writer_field(rejects->out, STR("record"));
	writer_end(rejects->out);
}

void
rejects_add(struct rejects *rejects, const char *file, uint64_t line, const char *reason, struct str record)
{
	if (rejects->count++ == 0)
		buffer_format(&rejects->first, "%s:%" PRIu64 ": %s", file, line, reason);
	if (!rejects->out)
		return;
	if (record.length > REJECT_KEEPS)
		record.length = REJECT_KEEPS;
	writer_field(rejects->out, str_of(file));
	writer_int(rejects->out, (int64_t)line);
	writer_field(rejects->out, str_of(reason));
	writer_field(rejects->out, rejects->discreet ? STR("") : record);
	writer_end(rejects->out);
}

void
rejects_close(struct rejects *rejects)
{
	if (rejects->count)
		warn("%" PRIu64 " record%s put aside; the first: %s%s", rejects->count, rejects->count == 1 ? "" : "s", buffer_cstring(&rejects->first),
		     rejects->out ? "" : " (--rejects FILE keeps them)");
	if (rejects->out)
		writer_close(rejects->out);
	buffer_release(&rejects->first);
}
