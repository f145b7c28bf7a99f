/* Has the processor fetch from memory what will be asked for soon.
 *
 * For functions that do nothing else. gcc takes such a one for a function without effect and leaves out its calls, unless it copies it into the caller
 * early; with link-time optimisation calls from other files too. The empty line of assembler is an effect to it, and no instruction.
 */
#ifndef OMTALE_FETCH_H
#define OMTALE_FETCH_H

static inline void
fetch(const void *at)
{
	__builtin_prefetch(at);
	__asm__ volatile("");
}

#endif
