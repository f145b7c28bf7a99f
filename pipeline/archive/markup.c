#include "archive/markup.h"

static struct str
behind(struct str text, size_t length)
{
	return (struct str){text.at + length, text.length - length};
}

static bool
is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* The name in the tag that begins at the front (a '<'), or an empty one when it is no tag. */
static struct str
tag_name(struct str html)
{
	size_t begin = html.length > 1 && html.at[1] == '/' ? 2 : 1, end = begin;

	while (end < html.length && end - begin < 16 && (is_letter(html.at[end]) || (end > begin && html.at[end] >= '0' && html.at[end] <= '9')))
		end++;
	return (struct str){html.at + begin, end - begin};
}

static bool
is_named(struct str name, const char *lower)
{
	if (name.length != strlen(lower))
		return false;
	for (size_t i = 0; i < name.length; i++)
		if ((name.at[i] | 0x20) != lower[i])
			return false;
	return true;
}

/* How long the tag is, its > included; quotes hide one. A tag that does not end is none: 0. */
static size_t
tag_length(struct str html)
{
	char quote = 0;

	for (size_t i = 1; i < html.length; i++) {
		char c = html.at[i];
		if (quote)
			quote = c == quote ? 0 : quote;
		else if (c == '"' || c == '\'')
			quote = c;
		else if (c == '>')
			return i + 1;
	}
	return 0;
}

/* Breaks the line `count` times, unless it is broken so already or nothing stands before. */
static void
break_line(struct buffer *out, size_t begin, size_t count)
{
	size_t have = 0;

	while (have < out->length - begin && out->at[out->length - 1 - have] == '\n')
		have++;
	if (out->length == begin)
		return;
	for (; have < count; have++)
		buffer_char(out, '\n');
}

/* Where the element `name` that was just opened ends: its closing tag's offset, or the end. */
static size_t
find_closing(struct str html, const char *name)
{
	for (size_t i = 0; i + 2 < html.length; i++) {
		const char *found = memchr(html.at + i, '<', html.length - i);
		if (!found)
			break;
		i = (size_t)(found - html.at);
		if (i + 1 < html.length && html.at[i + 1] == '/' && is_named(tag_name(behind(html, i)), name))
			return i;
	}
	return html.length;
}

void
markup_text(struct buffer *out, struct str html)
{
	size_t begin = out->length;
	bool no_more_tags = false;

	while (html.length) {
		const char *found = no_more_tags ? NULL : memchr(html.at, '<', html.length), *hidden;
		size_t plain = found ? (size_t)(found - html.at) : html.length, length;
		struct str name;

		buffer_bytes(out, html.at, plain);
		html = behind(html, plain);
		if (html.length == 0)
			break;
		name = tag_name(html);
		length = name.length || str_starts(html, STR("<!--")) ? tag_length(html) : 0;
		if (length == 0) {
			no_more_tags = name.length > 0; /* no > is left, or a quote is open to the end: do not search again for each < */
			buffer_char(out, html.at[0]);
			html = behind(html, 1);
			continue;
		}
		if (is_named(name, "br"))
			buffer_char(out, '\n');
		else if (is_named(name, "p") || is_named(name, "div") || is_named(name, "li") || is_named(name, "blockquote"))
			break_line(out, begin, is_named(name, "p") || is_named(name, "blockquote") ? 2 : 1);
		hidden = html.at[1] == '/' ? NULL : is_named(name, "script") ? "script" : is_named(name, "style") ? "style" : NULL;
		html = behind(html, length);
		if (hidden)
			html = behind(html, find_closing(html, hidden));
	}
	while (out->length > begin && out->at[out->length - 1] == '\n')
		out->length--;
}
