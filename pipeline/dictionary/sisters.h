/* Bokmål's dictionary also lists what is seldom written there because it looks like a sister language: fornøgd beside fornøyd, ytringa beside ytringen,
 * vidner beside vitner.
 *
 * A form that bokmål's dictionary and a sister's have, where bokmål alone has its neighbour by one of the alternations written out, is the sister's first of
 * all.
 */
#ifndef OMTALE_SISTERS_H
#define OMTALE_SISTERS_H

#include "dictionary/testimony.h"

/* How much rarer (in natural logarithms) bokmål uses `word` than its sister does; 0 when nothing is known. Bit l of `known`: language l's dictionary has it. */
double
sisters_rarer_in_bokmaal(const struct testimony *testimony, struct str word, uint8_t known);

/* The same of nynorsk against bokmål, for a word that both dictionaries have. */
double
sisters_rarer_in_nynorsk(const struct testimony *testimony, struct str word);

/* Whether nynorsk has its own form where bokmål has `word`, which nynorsk's dictionary has not (kastet: kasta; nyheter: nyheiter). */
bool
sisters_nynorsk_differs(const struct testimony *testimony, struct str word);

#endif
