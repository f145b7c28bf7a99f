#include "archive/pseudonyms.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "archive/profiles.h"
#include "archive/signs.h"
#include "lib/die.h"
#include "lib/hash.h"
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
	struct table *brands = table_open(path, &(struct table_options){.written = true});
	size_t kind = table_expect(brands, "kind", "the columns brand,kind,pattern"),
	       pattern = table_expect(brands, "pattern", "the columns brand,kind,pattern");

	while (table_read(brands))
		if (str_equal(table_field(brands, kind), STR("account")))
			map_add(&pseudonyms->brands, account_plain(&pseudonyms->form, table_field(brands, pattern)));
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
	digest_forget(pseudonyms->known, sizeof pseudonyms->known);
	map_release(&pseudonyms->brands);
	account_form_release(&pseudonyms->form);
	shown_release(&pseudonyms->shown);
	buffer_release(&pseudonyms->name);
}

/* ---- one name ---- */

/* Of the name or id in pseudonyms->name. */
static const unsigned char *
hash_of(struct pseudonyms *pseudonyms, unsigned char hash[DIGEST_KEYED])
{
	struct str plain = buffer_str(&pseudonyms->name);
	struct pseudonym *known = &pseudonyms->known[place_hash(plain) % (sizeof pseudonyms->known / sizeof *pseudonyms->known)];

	if (known->length == plain.length && memcmp(known->plain, plain.at, plain.length) == 0)
		return known->hash;
	digest_keyed(pseudonyms->key, plain, hash);
	if (plain.length > sizeof known->plain)
		return hash;
	known->length = (unsigned char)plain.length;
	memcpy(known->plain, plain.at, plain.length);
	memcpy(known->hash, hash, sizeof known->hash);
	return hash;
}

/* Names and ids are hashed apart, so that neither tells of the other. */
static void
put_hash(struct pseudonyms *pseudonyms, struct buffer *out, char kind, struct str plain, size_t bytes)
{
	static const char letters[] = "abcdefghijklmnopqrstuvwxyz234567";
	unsigned char room[DIGEST_KEYED];
	const unsigned char *hash;

	buffer_reset(&pseudonyms->name);
	buffer_char(&pseudonyms->name, kind);
	buffer_text(&pseudonyms->name, plain);
	hash = hash_of(pseudonyms, room);
	for (size_t bit = 0; bit < bytes * 8; bit += 5) {
		unsigned pair = (unsigned)hash[bit / 8] << 8 | hash[bit / 8 + 1];
		buffer_char(out, letters[pair >> (11 - bit % 8) & 31]);
	}
}

static bool
is_brand(struct pseudonyms *pseudonyms, struct str name)
{
	return map_find(&pseudonyms->brands, account_plain(&pseudonyms->form, name)) != MAP_NONE;
}

/* Whether it was a person's name, whose pseudonym is appended. */
static bool
put_name(struct pseudonyms *pseudonyms, struct buffer *out, struct str name)
{
	struct str plain = account_plain(&pseudonyms->form, name);

	if (plain.length == 0 || map_find(&pseudonyms->brands, plain) != MAP_NONE)
		return false;
	buffer_text(out, STR("anon_"));
	put_hash(pseudonyms, out, 'a', plain, NAME_BYTES);
	return true;
}

/* ---- names in texts ---- */

/* Puts the pseudonym of `name` in the place of text[from … to), unless it is a brand's. */
static void
rename_span(struct pseudonyms *pseudonyms, struct buffer *out, size_t from, size_t to, struct str name)
{
	if (from < pseudonyms->renamed)
		from = pseudonyms->renamed; /* a tag holds several words */
	if (to <= from || is_brand(pseudonyms, name))
		return;
	shown_copy(&pseudonyms->shown, out, from);
	if (put_name(pseudonyms, out, name))
		shown_skip(&pseudonyms->shown, pseudonyms->renamed = to);
}

/* The end of what other programs write for a name, when such a thing stands at `at`, behind an at sign, and the name in it: Facebook's "@[100:2048:Anna
 * Hansen]", Slack's "<@U1|anna>". Else 0. */
static size_t
tag_end(struct str text, size_t at, struct str *name)
{
	enum { LONGEST = 200 };
	bool bracket = at < text.length && text.at[at] == '[', slack = at > 1 && text.at[at - 2] == '<';
	size_t end = at, start = at + bracket, mark = 0;

	if (!bracket && !slack)
		return 0;
	while (end < text.length && end - at < LONGEST && text.at[end] != (bracket ? ']' : '>')) {
		if (text.at[end] == (bracket ? ':' : '|'))
			mark = end;
		end++;
	}
	if (end == text.length || end - at == LONGEST || !mark)
		return 0;
	*name = bracket ? (struct str){text.at + mark + 1, end - mark - 1} : (struct str){text.at + start, mark - start};
	return end + bracket;
}

/* Replaces every @name in text[from … to). */
static void
rename_mentions(struct pseudonyms *pseudonyms, struct buffer *out, size_t from, size_t to)
{
	struct str text = {pseudonyms->shown.text.at, to};
	size_t end, first;

	for (size_t at = from; at < to; at = end) {
		struct str name;

		end = at + 1;
		if (text.at[at] != '@' || (sign_word_before(text, at) && sign_host_end(text, at + 1)))
			continue; /* the latter is an e-mail address */
		if ((end = tag_end(pseudonyms->shown.text, at + 1, &name))) {
			rename_span(pseudonyms, out, at + 1, end, name);
			continue;
		}
		end = account_end(text, at + 1, &first);
		if (first && is_brand(pseudonyms, (struct str){text.at + at + 1, first - at - 1}))
			end = first;
		rename_span(pseudonyms, out, at + 1, end, (struct str){text.at + at + 1, end - at - 1});
	}
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

	if (c == '\\' && rest.length > 1 && rest.at[1] == '/')
		return 0; /* JSON's way to write a slash */
	if (c < 0x80)
		return c <= ' ' || strchr("\"<>(){}|\\^`,;", c) != NULL;
	length = str_rune(rest, &rune);
	class = length ? rune_class(rune) : RUNE_OTHER;
	return class == RUNE_LETTER || class == RUNE_MARK || class == RUNE_DIGIT || class == RUNE_CONTROL ? 0 : length ? length : 1;
}

/* Text, or an address, whose names are replaced first. */
static void
rename_word(struct pseudonyms *pseudonyms, struct buffer *out, size_t from, size_t to)
{
	struct str names[PROFILES_MOST], text = pseudonyms->shown.text, word = {text.at + from, to - from};
	size_t count = 0;

	if (word.length && (memchr(word.at, '/', word.length) || memchr(word.at, '.', word.length)))
		count = profiles_find(word, names);
	for (size_t i = 0; i < count; i++) {
		size_t start = (size_t)(names[i].at - text.at), end = start + names[i].length;

		rename_mentions(pseudonyms, out, from, start);
		rename_span(pseudonyms, out, start, end, names[i]);
		from = end;
	}
	rename_mentions(pseudonyms, out, from, to);
}

/* Whether there can be a name in it at all. */
static bool
may_hold_names(struct str text)
{
	return text.length && (memchr(text.at, '@', text.length) || memchr(text.at, '/', text.length) || memchr(text.at, '.', text.length));
}

struct str
pseudonyms_text(struct pseudonyms *pseudonyms, struct buffer *room, struct str written)
{
	struct str text;

	shown_read(&pseudonyms->shown, written);
	text = pseudonyms->shown.text;
	if (!may_hold_names(text))
		return written;
	buffer_reset(room);
	pseudonyms->renamed = 0;
	for (size_t at = 0, gap; at < text.length; at += gap) {
		size_t start = at;

		for (gap = 0; at < text.length && !(gap = gap_at(text, at)); at++)
			while (at + 1 < text.length && ((unsigned char)text.at[at + 1] & 0xc0) == 0x80)
				at++;
		rename_word(pseudonyms, room, start, at);
	}
	shown_end(&pseudonyms->shown, room);
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
	return put_name(pseudonyms, room, author) ? buffer_str(room) : author;
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

	return id.length == 0 || all_of(id, "0123456789-.:") || (id.length >= 16 && all_of(id, "0123456789abcdefABCDEF-")) ||
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
