#include "language/addresses.h"

#include "language/glance.h"

enum { HOST_LONGEST = 253 }; /* RFC 1035 */

size_t
host_end(struct str text, size_t at)
{
	size_t end = at;

	while (end - at <= HOST_LONGEST &&
	       (is_word_byte(char_at(text, end)) || char_at(text, end) == '_' || char_at(text, end) == '-' || char_at(text, end) == '.')) {
		if (str_starts(tail_at(text, end), STR("\u2028")) || str_starts(tail_at(text, end), STR("…")))
			break;
		end++;
	}
	if (end - at > HOST_LONGEST)
		return at;
	while (end > at && (text.at[end - 1] == '.' || text.at[end - 1] == '-'))
		end--;
	return end;
}

/* Up to a space, a quotation mark or a bracket that was not opened inside; punctuation at the end belongs to the sentence. */
static size_t
path_end(struct str text, size_t at)
{
	size_t end = at;
	int open = 0;

	for (; end < text.length; end++) {
		char c = text.at[end];

		if (c == ' ' || c == '"' || c == '<' || c == '>' || str_starts(tail_at(text, end), STR("\u2028")) || str_starts(tail_at(text, end), STR("»")) ||
		    str_starts(tail_at(text, end), STR("”")) || str_starts(tail_at(text, end), STR("…")))
			break;
		open += c == '(';
		if (c == ')' && open-- == 0)
			break;
	}
	while (end > at && strchr(".,!?;:'", text.at[end - 1]))
		end--;
	return end;
}

static struct str
plain_host(struct str host)
{
	static const char www[] = "www.";
	size_t i = 0;

	while (i < 4 && i < host.length && (host.at[i] | 0x20) == (www[i] | 0x20))
		i++;
	return i == 4 && memchr(host.at + 4, '.', host.length - 4) ? tail_at(host, 4) : host;
}

/* Endings that make a word with points an address by themselves, and those that need a path (they are words or common endings of sentences). */
static bool
ends_like_host(struct str word, bool with_path)
{
	static const char *const sure[] = {"com", "org", "net", "dk", "no", "eu", "io", "info", "uk", "gov", "edu", "app", NULL};
	static const char *const beside_path[] = {"se", "fi", "is", "de", "nl", "co", "ly", "nu", "tv", "me",
	                                          "be", "gl", "it", "fr", "es", "gd", "to", "im", NULL};
	const char *point = memrchr(word.at, '.', word.length);
	struct str last;
	char lower[8];

	if (!point || point == word.at)
		return false;
	last = tail_at(word, (size_t)(point - word.at) + 1);
	if (last.length < 2 || last.length > 4)
		return false;
	for (size_t i = 0; i < last.length; i++)
		lower[i] = (char)(last.at[i] | 0x20);
	last.at = lower;
	for (size_t i = 0; sure[i]; i++)
		if (str_equal(last, str_of(sure[i])))
			return true;
	for (size_t i = 0; with_path && beside_path[i]; i++)
		if (str_equal(last, str_of(beside_path[i])))
			return true;
	return false;
}

/* Whether the point's right side is not a new sentence's first word: bra.No is, Vy.no is not. */
static bool
is_lower_behind_point(struct str word)
{
	const char *point = memrchr(word.at, '.', word.length);

	return point && point + 1 < word.at + word.length && ((unsigned char)point[1] >= 'a' || (word.at[0] >= 'A' && word.at[0] <= 'Z' && word.at[1] < 'a'));
}

static size_t
address_from(struct str text, size_t host_start, struct str *host)
{
	size_t behind = host_end(text, host_start), end = behind;

	if (behind == host_start)
		return 0;
	if (char_at(text, end) == ':' && is_digit(char_at(text, end + 1)))
		for (end++; is_digit(char_at(text, end));)
			end++;
	if (char_at(text, end) == '/' || char_at(text, end) == '?' || char_at(text, end) == '#')
		end = path_end(text, end);
	*host = plain_host((struct str){text.at + host_start, behind - host_start});
	return end;
}

static size_t
mail_address(struct str text, size_t at, size_t word_end, struct str *host)
{
	size_t mark = word_end, end;

	while (mark < text.length && mark - at < 64 && (is_letter(text.at[mark]) || is_digit(text.at[mark]) || strchr("._+-", text.at[mark])))
		mark++;
	if (char_at(text, mark) != '@')
		return 0;
	end = host_end(text, mark + 1);
	*host = (struct str){text.at + mark + 1, end - mark - 1};
	return end > mark + 1 && memchr(host->at, '.', host->length) ? end : 0;
}

size_t
address_end(struct str text, size_t at, size_t word_end, struct str *host)
{
	struct str word = {text.at + at, word_end - at};
	char next = char_at(text, word_end);

	if (next == ':' && str_starts(tail_at(text, word_end), STR("://")) && (word.length == 4 || word.length == 5 || word.length == 3)) {
		size_t end = path_end(text, word_end + 3), start = word_end + 3;
		const char *user = memchr(text.at + start, '@', host_end(text, start) < end ? host_end(text, start) + 1 - start : 0);
		size_t found = address_from(text, user ? (size_t)(user - text.at) + 1 : start, host);
		return found > end ? found : found ? end : 0;
	}
	if ((next == '@' || next == '+' || next == '-' || next == '.') && (word_end = mail_address(text, at, word_end, host)))
		return word_end;
	if (!memchr(word.at, '.', word.length) && next != '-')
		return 0;
	word_end = host_end(text, at);
	word = (struct str){text.at + at, word_end - at};
	if (!memchr(word.at, '.', word.length))
		return 0;
	if (word.length > 6 && (word.at[0] | 0x20) == 'w' && (word.at[1] | 0x20) == 'w' && (word.at[2] | 0x20) == 'w' && word.at[3] == '.')
		return address_from(text, at, host);
	if (ends_like_host(word, char_at(text, word_end) == '/') && is_lower_behind_point(word) && !is_digit(word.at[0]))
		return address_from(text, at, host);
	return 0;
}
