#include "archive/pseudonyms.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "archive/profiles.h"
#include "archive/signs.h"
#include "lib/die.h"
#include "lib/table.h"
#include "lib/unicode.h"

enum { NAME_BYTES = 10, ID_BYTES = 15 };

/* ---- key and brands ---- */

static int
hex_value(char c)
{
	return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/* Up to `size` bytes; what came. */
static size_t
read_key(const char *path, char *room, size_t size)
{
	int file = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
	struct stat status;
	size_t length = 0;
	ptrdiff_t n;

	if (file < 0 && errno == ENOENT)
		die("no key file %s; omtale keygen %s makes one", path, path);
	if (file < 0 || fstat(file, &status) < 0)
		die("cannot read the key file %s:", path);
	if (!S_ISREG(status.st_mode))
		die("the key file %s is no plain file", path);
	if (status.st_mode & 077)
		die("the key file %s can be used by others (mode %03o): who has the key can tell whose pseudonym is whose; chmod 600 %s", path,
		    (unsigned)status.st_mode & 0777, path);
	while (length < size && ((n = read(file, room + length, size - length)) > 0 || (n < 0 && errno == EINTR)))
		length += n > 0 ? (size_t)n : 0;
	if (length < size && n < 0)
		die("cannot read the key file %s:", path);
	close(file);
	return length;
}

static void
load_key(struct pseudonyms *pseudonyms, const char *path)
{
	char text[2 * DIGEST_KEY + 2];
	size_t length = read_key(path, text, sizeof text);

	if (length == 2 * DIGEST_KEY + 1 && text[length - 1] == '\n')
		length--;
	for (size_t i = 0; i < 2 * DIGEST_KEY; i++) {
		int value = i < length ? hex_value(text[i]) : -1;
		if (length != 2 * DIGEST_KEY || value < 0)
			die("the key file %s holds no key: expected %d hexadecimal digits, as omtale keygen writes them", path, 2 * DIGEST_KEY);
		pseudonyms->key[i / 2] = (unsigned char)(pseudonyms->key[i / 2] << 4 | value);
	}
	digest_forget(text, sizeof text);
}

static void
load_brands(struct pseudonyms *pseudonyms, const char *path)
{
	struct table *brands = table_open(path, NULL);
	size_t kind = table_need(brands, "kind", "a brand lexicon"), pattern = table_need(brands, "pattern", "a brand lexicon");

	while (table_read(brands))
		if (str_equal(table_field(brands, kind), STR("account")))
			map_add(&pseudonyms->brands, pseudonyms_plain(&pseudonyms->plain, &pseudonyms->lower, table_field(brands, pattern)));
	table_close(brands);
}

void
pseudonyms_open(struct pseudonyms *pseudonyms, const char *key_path, const char *brands_path)
{
	load_key(pseudonyms, key_path);
	load_brands(pseudonyms, brands_path);
}

void
pseudonyms_release(struct pseudonyms *pseudonyms)
{
	digest_forget(pseudonyms->key, sizeof pseudonyms->key);
	map_release(&pseudonyms->brands);
	buffer_release(&pseudonyms->plain);
	buffer_release(&pseudonyms->lower);
	buffer_release(&pseudonyms->name);
}

/* ---- one name ---- */

/* How many bytes at `at` are one character that nobody sees, as a zero-width space. */
static size_t
invisible_at(struct str text, size_t at)
{
	struct str rest = {text.at + at, text.length - at};
	uint32_t rune;
	size_t length = rest.length && (unsigned char)rest.at[0] >= 0x80 ? str_rune(rest, &rune) : 0;

	return length && rune_class(rune) == RUNE_CONTROL ? length : 0;
}

struct str
pseudonyms_plain(struct buffer *plain, struct buffer *lower, struct str name)
{
	size_t length;

	name = str_trim(name);
	while ((length = sign_at(name, 0)) || (length = invisible_at(name, 0)))
		name = (struct str){name.at + length, name.length - length};
	buffer_reset(lower);
	for (size_t at = 0; at < name.length; at += length) {
		length = invisible_at(name, at);
		if (length == 0)
			buffer_bytes(lower, name.at + at, length = 1);
	}
	buffer_reset(plain);
	unicode_nfc(plain, buffer_str(lower));
	buffer_reset(lower);
	unicode_lower(lower, buffer_str(plain));
	return buffer_str(lower);
}

/* Names and ids are hashed apart, so that neither tells of the other. */
static void
put_hash(struct pseudonyms *pseudonyms, struct buffer *out, char kind, struct str plain, size_t bytes)
{
	static const char letters[] = "abcdefghijklmnopqrstuvwxyz234567";
	unsigned char hash[DIGEST_KEYED];

	buffer_reset(&pseudonyms->name);
	buffer_char(&pseudonyms->name, kind);
	buffer_text(&pseudonyms->name, plain);
	digest_keyed(pseudonyms->key, buffer_str(&pseudonyms->name), hash);
	for (size_t bit = 0; bit < bytes * 8; bit += 5) {
		unsigned pair = (unsigned)hash[bit / 8] << 8 | hash[bit / 8 + 1];
		buffer_char(out, letters[pair >> (11 - bit % 8) & 31]);
	}
}

static bool
is_brand(struct pseudonyms *pseudonyms, struct str name)
{
	return map_find(&pseudonyms->brands, pseudonyms_plain(&pseudonyms->plain, &pseudonyms->lower, name)) != MAP_NONE;
}

static void
put_name(struct pseudonyms *pseudonyms, struct buffer *out, struct str name)
{
	struct str plain = pseudonyms_plain(&pseudonyms->plain, &pseudonyms->lower, name);

	if (plain.length == 0 || map_find(&pseudonyms->brands, plain) != MAP_NONE) {
		buffer_text(out, name);
		return;
	}
	buffer_text(out, STR("anon_"));
	put_hash(pseudonyms, out, 'a', plain, NAME_BYTES);
}

/* ---- names in texts ---- */

/* The end of the name that begins behind an at sign: letters, digits and _; points and hyphens inside it; and a host behind a second at sign. *first is the end
 * of what stands before the first point or hyphen, since "@vy-appen" and "@vy.no" may be a brand and what was hung on it. */
static size_t
name_end(struct str text, size_t at, size_t *first)
{
	size_t end = at, length, host;

	*first = 0;
	for (;;) {
		char next = end + 1 < text.length ? text.at[end + 1] : '\0';

		if (end < text.length && ((length = sign_word_at(text, end)) || (length = invisible_at(text, end)))) {
			end += length;
		} else if (end > at && end < text.length && (text.at[end] == '.' || text.at[end] == '-') &&
		           ((next >= 'a' && next <= 'z') || (next >= '0' && next <= '9') || next == '_')) {
			*first = *first ? *first : end;
			end++;
		} else {
			break;
		}
	}
	if (end > at && end < text.length && text.at[end] == '@' && (host = sign_host_end(text, end + 1)))
		end = host;
	return end;
}

/* Appends text[from … to) with every @name replaced. */
static void
put_mentions(struct pseudonyms *pseudonyms, struct buffer *out, struct str whole, size_t from, size_t to)
{
	struct str text = {whole.at, to};
	size_t copied = from, sign, first;

	for (size_t at = from; at < to; at++) {
		size_t start, end;

		if ((text.at[at] != '@' && text.at[at] != '&' && text.at[at] != '\xef') || !(sign = sign_at(text, at)))
			continue;
		if (sign_word_before(text, at) && sign_host_end(text, at + sign))
			continue; /* an e-mail address */
		start = at + sign;
		end = name_end(text, start, &first);
		if (first && is_brand(pseudonyms, (struct str){text.at + start, first - start}))
			end = first;
		buffer_bytes(out, text.at + copied, start - copied);
		put_name(pseudonyms, out, (struct str){text.at + start, end - start});
		copied = end;
		at = end > at ? end - 1 : at;
	}
	buffer_bytes(out, text.at + copied, to - copied);
}

/* How many bytes at `at` part one word from the next: what can be no part of a web address. */
static size_t
gap_at(struct str text, size_t at)
{
	struct str rest = {text.at + at, text.length - at};
	unsigned char c = (unsigned char)rest.at[0];
	uint32_t rune;
	size_t length;
	enum rune_class class;

	if (c < 0x80)
		return c <= ' ' || strchr("\"<>(){}|\\^`,;", c) != NULL;
	length = str_rune(rest, &rune);
	class = length ? rune_class(rune) : RUNE_OTHER;
	return class == RUNE_LETTER || class == RUNE_MARK || class == RUNE_DIGIT || class == RUNE_CONTROL ? 0 : length ? length : 1;
}

/* How many bytes at `at` belong to the word: an at sign as an entity does, and a full-width one. */
static size_t
part_at(struct str text, size_t at)
{
	size_t sign = text.at[at] == '&' || text.at[at] == '\xef' ? sign_at(text, at) : 0, length;

	if (sign || gap_at(text, at))
		return sign;
	length = str_rune((struct str){text.at + at, text.length - at}, NULL);
	return length ? length : 1;
}

/* A word: an address with its names replaced, or text. */
static void
put_word(struct pseudonyms *pseudonyms, struct buffer *out, struct str text, size_t from, size_t to)
{
	struct str names[PROFILES_MOST], word = {text.at + from, to - from};
	size_t count = 0;

	if (word.length && (memchr(word.at, '/', word.length) || memchr(word.at, '.', word.length)))
		count = profiles_find(word, names);
	for (size_t i = 0; i < count; i++) {
		size_t start = (size_t)(names[i].at - text.at);

		put_mentions(pseudonyms, out, text, from, start);
		put_name(pseudonyms, out, names[i]);
		from = start + names[i].length;
	}
	put_mentions(pseudonyms, out, text, from, to);
}

/* Whether there can be a name in it at all. */
static bool
may_hold_names(struct str text)
{
	return text.length && (memchr(text.at, '@', text.length) || memchr(text.at, '/', text.length) || memchr(text.at, '.', text.length) ||
	                       memchr(text.at, '&', text.length) || memchr(text.at, '\xef', text.length));
}

struct str
pseudonyms_text(struct pseudonyms *pseudonyms, struct buffer *room, struct str text)
{
	if (!may_hold_names(text))
		return text;
	buffer_reset(room);
	for (size_t at = 0, gap; at < text.length; at += gap) {
		size_t start = at, part;

		for (gap = 0; at < text.length && (part = part_at(text, at)); at += part)
			;
		gap = at < text.length ? gap_at(text, at) : 0;
		put_word(pseudonyms, room, text, start, at);
		buffer_bytes(room, text.at + at, gap);
	}
	return buffer_str(room);
}

/* ---- authors and ids ---- */

struct str
pseudonyms_author(struct pseudonyms *pseudonyms, struct buffer *room, struct str author)
{
	struct str names[PROFILES_MOST];
	bool address = author.length && memmem(author.at, author.length, "://", 3);

	if (author.length == 0)
		return author;
	if (address && profiles_find(author, names))
		return pseudonyms_text(pseudonyms, room, author);
	buffer_reset(room);
	put_name(pseudonyms, room, author);
	return buffer_str(room);
}

static bool
all_of(struct str text, const char *set)
{
	for (size_t i = 0; i < text.length; i++)
		if (text.at[i] == '\0' || !strchr(set, text.at[i]))
			return false;
	return text.length > 0;
}

static bool
names_nobody(struct str id)
{
	bool reddit = id.length > 3 && id.at[0] == 't' && id.at[1] >= '1' && id.at[1] <= '6' && id.at[2] == '_';

	return id.length == 0 || all_of(id, "0123456789_-.:") || (id.length >= 16 && all_of(id, "0123456789abcdefABCDEF-")) ||
	       (reddit && all_of((struct str){id.at + 3, id.length - 3}, "0123456789abcdefghijklmnopqrstuvwxyz"));
}

struct str
pseudonyms_id(struct pseudonyms *pseudonyms, struct buffer *room, struct str id)
{
	if (names_nobody(id))
		return id;
	buffer_reset(room);
	buffer_text(room, STR("id_"));
	put_hash(pseudonyms, room, 'i', id, ID_BYTES);
	return buffer_str(room);
}
