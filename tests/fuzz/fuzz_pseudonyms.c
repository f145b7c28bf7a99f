/* Any bytes as a text with a person's name planted in it in several ways (bytes 1 to 8): the name is never left, the brand's always is, one key gives one
 * answer. Names in addresses lie in order and inside. */
#include <stdlib.h>

#include "archive/profiles.h"
#include "archive/pseudonyms.h"
#include "lib/unicode.h"

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

static const char *const planted[] = {
	"@kjartan7x ", "https://twitter.com/kjartan7x/status/1 ", "&#64;kj&#97;rtan7x ", "\uff20kjartan7x ", "@\u200bkjartan\u00ad7x ", "u/kjartan7x ",
	"@KJARTAN7X ", "https:\\/\\/x.com\\/kjartan7x ",
};

static void
plant(struct buffer *text, struct str bytes)
{
	for (size_t i = 0; i < bytes.length; i++) {
		unsigned char c = (unsigned char)bytes.at[i];
		if (c >= 1 && c <= 8) {
			buffer_char(text, ' ');
			buffer_text(text, str_of(planted[c - 1]));
		} else if (c >= ' ' || c == '\t') {
			buffer_char(text, (char)c);
		}
	}
}

static bool
holds(struct str text, const char *word)
{
	return text.length && memmem(text.at, text.length, word, strlen(word));
}

static void
check_profiles(struct str text)
{
	struct str names[PROFILES_MOST];
	size_t count = profiles_find(text, names);
	const char *end = text.at;

	if (count > PROFILES_MOST)
		abort();
	for (size_t i = 0; i < count; i++) {
		if (names[i].length == 0 || names[i].at < end || names[i].at + names[i].length > text.at + text.length || !unicode_is_valid(names[i]))
			abort();
		end = names[i].at + names[i].length;
	}
}

/* Whether the input has the name, or much of it, without its being planted. */
static bool
is_spelt_out(struct str bytes)
{
	struct buffer visible = {0}, lower = {0};
	bool found;

	for (size_t i = 0; i < bytes.length; i++)
		if ((unsigned char)bytes.at[i] >= ' ')
			buffer_char(&visible, bytes.at[i]);
	unicode_lower(&lower, buffer_str(&visible));
	found = holds(buffer_str(&lower), "jart") || holds(buffer_str(&lower), "tan7");
	buffer_release(&visible);
	buffer_release(&lower);
	return found;
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	static struct pseudonyms one = {.key = {1}}, other = {.key = {2}};
	struct buffer text = {0}, room = {0}, again = {0}, lower = {0};
	struct str first, second;

	if (!unicode_is_valid((struct str){(const char *)bytes, length}))
		return 0;
	map_add(&one.brands, STR("vygruppen"));
	map_add(&other.brands, STR("vygruppen"));
	plant(&text, (struct str){(const char *)bytes, length});
	check_profiles(buffer_str(&text));
	first = pseudonyms_text(&one, &room, buffer_str(&text));
	second = pseudonyms_text(&one, &again, buffer_str(&text));
	if (!unicode_is_valid(first) || !str_equal(first, second) || first.length > 24 * text.length)
		abort();
	unicode_lower(&lower, first);
	if (holds(buffer_str(&lower), "kjartan7x") && !is_spelt_out((struct str){(const char *)bytes, length}))
		abort();
	second = pseudonyms_text(&other, &again, buffer_str(&text));
	if (!str_equal(first, buffer_str(&text)) && str_equal(first, second))
		abort(); /* another key unlinks */
	buffer_reset(&text);
	buffer_text(&text, STR("@vygruppen "));
	buffer_bytes(&text, (const char *)bytes, length);
	if (!str_starts(pseudonyms_text(&one, &room, buffer_str(&text)), STR("@vygruppen ")))
		abort();
	pseudonyms_id(&one, &room, (struct str){(const char *)bytes, length});
	pseudonyms_author(&one, &room, (struct str){(const char *)bytes, length});
	buffer_release(&text);
	buffer_release(&room);
	buffer_release(&again);
	buffer_release(&lower);
	return 0;
}
