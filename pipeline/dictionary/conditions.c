#include "dictionary/conditions.h"

/* Whether one rune fits the next element of a condition, which moves on: '.', 'a', '[abc]' or '[^abc]'. */
static bool
fits(struct str *condition, uint32_t rune)
{
	uint32_t other;
	size_t n = str_rune(*condition, &other);
	bool negated = false, found = false;

	if (n == 0)
		return false;
	condition->at += n, condition->length -= n;
	if (other != '[')
		return other == '.' || other == rune;
	while ((n = str_rune(*condition, &other)) != 0) {
		condition->at += n, condition->length -= n;
		if (other == ']')
			break;
		if (other == '^')
			negated = true;
		else
			found |= other == rune;
	}
	return found != negated;
}

static size_t
condition_length(struct str condition)
{
	size_t count = 0;

	while (condition.length) {
		fits(&condition, 0);
		count++;
	}
	return count;
}

/* The rest of the stem from its n-th last rune, or a string with at NULL when it is shorter. */
static struct str
last_runes(struct str stem, size_t n)
{
	size_t at = stem.length;

	while (n && at > 0) {
		at--;
		if (((unsigned char)stem.at[at] & 0xc0) != 0x80)
			n--;
	}
	return n ? (struct str){NULL, 0} : (struct str){stem.at + at, stem.length - at};
}

bool
condition_fits(struct str condition, struct str stem, bool prefix)
{
	struct str part = stem;
	uint32_t rune;

	if (str_equal(condition, STR(".")))
		return true;
	if (!prefix)
		part = last_runes(stem, condition_length(condition));
	while (condition.length) {
		size_t n = part.at ? str_rune(part, &rune) : 0;
		if (n == 0 || !fits(&condition, rune))
			return false;
		part.at += n, part.length -= n;
	}
	return true;
}
