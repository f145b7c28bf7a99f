#include "page/template.h"

#include <strings.h>

#include "lib/die.h"
#include "lib/source.h"
#include "page/json.h"

enum { BLOCK = 1 << 16 };

static void
read_whole(const char *path, struct buffer *text)
{
	struct source *source = source_open(path);
	ptrdiff_t got;

	while ((got = source_read(source, buffer_reserve(text, BLOCK), BLOCK)) > 0)
		text->length += (size_t)got;
	if (got < 0)
		die("%s: %s", path, source_failure(source));
	source_close(source);
}

static void
write_key(struct str key, const struct words *words, struct sink *sink)
{
	struct buffer out = {0};

	html_text(&out, words_find(words, key));
	sink_write(sink, buffer_str(&out));
	buffer_release(&out);
}

void
template_write(const char *path, const struct words *words, template_part *part, void *context, struct sink *sink)
{
	struct buffer text = {0};
	struct str rest;

	read_whole(path, &text);
	rest = buffer_str(&text);
	for (;;) {
		const char *open = memmem(rest.at, rest.length, "{{", 2), *end;
		size_t before = open ? (size_t)(open - rest.at) : rest.length;
		struct str key;

		sink_write(sink, (struct str){rest.at, before});
		if (!open)
			break;
		end = memmem(open, rest.length - before, "}}", 2);
		if (!end)
			die("%s: {{ without }}", path);
		key = (struct str){open + 2, (size_t)(end - open) - 2};
		if (key.length == 0 || key.at[0] != '#')
			write_key(key, words, sink);
		else if (!part(context, (struct str){key.at + 1, key.length - 1}, sink))
			die("%s: no part \"%.*s\" is known", path, (int)key.length, key.at);
		rest = (struct str){end + 2, rest.length - before - key.length - 4};
	}
	buffer_release(&text);
}

void
template_inline(const char *path, struct sink *sink)
{
	struct buffer text = {0};

	read_whole(path, &text);
	for (const char *at = buffer_cstring(&text); (at = strstr(at, "</")); at += 2)
		if (strncasecmp(at, "</script", 8) == 0 || strncasecmp(at, "</style", 7) == 0)
			die("%s: holds \"%.8s\", which would end its element", path, at);
	sink_write(sink, buffer_str(&text));
	buffer_release(&text);
}
