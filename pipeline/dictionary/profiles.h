/* The file that tells languages apart (language/profile.h), made from
 *
 *   Hunspell's dictionaries, spelt out    which words a language has, and how its words are built of letters
 *   lexicons/LANG/markers.csv, lemmas.csv what is typical of it
 *   lexicons/frequencies.csv              how often the common words of da, nb, nn, en and sv stand among 10,000, by a linguist's judgement
 *   lexicons/other/LANG.csv               the same for the function words of other languages, with their letters (-ß-) and endings (-orna)
 *
 * A word that a list of frequencies has says log(frequency) for each language; another one says DICTIONARY for each language whose dictionary has it, and
 * MARKER for each step of weight in markers.csv, less what dictionary/sisters knows of forms that one language lists and another writes. To that comes a little
 * of what its letters say.
 */
#ifndef OMTALE_PROFILES_H
#define OMTALE_PROFILES_H

#include "lib/str.h"

/* The whole file in `image`. Dies when a dictionary or a lexicon is not there. */
void
profiles_build(struct buffer *image);

#endif
