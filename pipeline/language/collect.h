/* How a token is noted, for those who cut: language/tokens.c and language/plain.c. */
#ifndef OMTALE_COLLECT_H
#define OMTALE_COLLECT_H

#include "language/tokens.h"

/* Makes a token of `length` bytes from `at` on of tokens->text, which its text follows or precedes. */
static inline void
collect_token(struct tokens *tokens, enum token_kind kind, size_t at, size_t length)
{
	if (tokens->count == tokens->capacity) {
		tokens->capacity = tokens->capacity ? tokens->capacity * 2 : 64;
		tokens->list = memory_grow(tokens->list, tokens->capacity, sizeof *tokens->list);
	}
	tokens->list[tokens->count++] = (struct token){(uint32_t)at, (uint32_t)length, (uint8_t)kind, false};
}

#endif
